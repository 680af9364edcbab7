/**
 * Where bytes may hold Base64.
 *
 * @module
 */

/** By byte: whether it is a character of one of Base64's alphabets. */
const IS_BASE64 = Uint8Array.from(
  { length: 256 },
  (_, code) => /[\w+/-]/.test(String.fromCharCode(code)) ? 1 : 0,
);
const SPACE = 32;

/**
 * The stretches of at least `length` characters of Base64, with a space behind
 * each. Where there is none, only every `length`-th byte and the word around it
 * are looked at, which takes less time than to search for one word.
 */
export function longRuns(bytes: Uint8Array, length: number): Uint8Array {
  const runs = new Uint8Array(bytes.length + 1);
  let filled = 0;
  let at = length - 1;
  while (at < bytes.length) {
    let start = at;
    while (start >= 0 && IS_BASE64[bytes[start] ?? 0] === 1) start--;
    let end = at + 1;
    if (start < at) {
      while (end < bytes.length && IS_BASE64[bytes[end] ?? 0] === 1) end++;
      if (end - start > length) {
        runs.set(bytes.subarray(start + 1, end), filled);
        filled += end - start - 1;
        runs[filled++] = SPACE;
      }
    }
    // A run that begins behind this one reaches at least this far.
    at = end + length - (start < at ? 0 : 1);
  }
  return runs.subarray(0, filled);
}
