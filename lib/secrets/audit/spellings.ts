/**
 * The ways in which a value is written where it was copied to.
 *
 * @module
 */

/** Characters of Base64 that are looked for at most; a line has twice as many. */
const WINDOW = 32;

const encoder = new TextEncoder();

/** The spellings of one value, none of them twice. */
export interface Spellings {
  /** Longest part that all of `readable` have in common; it may be empty. */
  readonly anchor: string;
  /** The value, with other line ends, as JSON, and as a part of a URL. */
  readonly readable: readonly string[];
  /** Wherever the value is in what was encoded. */
  readonly base64: readonly string[];
}

/** Spells a value. */
export function spellingsOf(value: string): Spellings {
  const plain = [
    value,
    value.replaceAll(/\r?\n/g, "\r\n"),
    value.replaceAll(/\r\n/g, "\n"),
  ];
  // Notebooks and other JSON files spell some characters with escapes.
  const json = plain.map((text) => JSON.stringify(text).slice(1, -1));
  // No spelling changes these characters.
  const parts = value.match(/[\w.-]+/g) ?? [];
  return {
    anchor: parts.toSorted((a, b) => b.length - a.length)[0] ?? "",
    readable: [...new Set([...plain, ...json, ...urlSpellings(value)])],
    base64: [...new Set(base64Spellings(encoder.encode(value)))],
  };
}

/** As JavaScript, Python and HTML forms encode it, in both cases of digits. */
function urlSpellings(value: string): string[] {
  // A lone surrogate cannot be encoded.
  const text = value.toWellFormed();
  const component = encodeURIComponent(text);
  const strict = component.replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const spellings = [
    component,
    encodeURI(text),
    strict,
    strict.replaceAll("%2F", "/"),
    `${new URLSearchParams({ "": text })}`.slice(1),
    strict.replaceAll("%20", "+"),
  ];
  const inSmall = spellings.map((spelling) =>
    spelling.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())
  );
  return [...spellings, ...inSmall];
}

/** Those characters that depend on nothing but the value, in both alphabets. */
function base64Spellings(bytes: Uint8Array): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const padded = new Uint8Array(offset + bytes.length);
    padded.set(bytes, offset);
    const text = padded.toBase64().slice(
      Math.ceil(offset * 8 / 6),
      Math.floor(padded.length * 8 / 6),
    );
    return inWindows(text);
  }).flatMap((text) => [
    text,
    text.replaceAll("+", "-").replaceAll("/", "_"),
  ]);
}

/** Two parts of a long text: the end of a line can be in one of them only. */
function inWindows(text: string): string[] {
  if (text.length < WINDOW) return [text];
  const half = Math.floor(text.length / 2);
  const length = Math.min(half, WINDOW);
  return [text.slice(half - length, half), text.slice(half, half + length)];
}
