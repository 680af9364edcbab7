/**
 * What Nix calls a directory in its store.
 *
 * @module
 */
import { sha256Of } from "../core/sha256_of.ts";

/** Nix's digits: those that are easily mistaken, or make words, are left out. */
const DIGITS = Array.from({ length: 36 }, (_, digit) => digit.toString(36))
  .filter((digit) => !["e", "o", "t", "u"].includes(digit));
/** Bytes of a name's hash. */
const LENGTH = 20;

/**
 * The name that Nix gives to the source of a flake.
 *
 * @param narHash as in a lock: `sha256-` and Base64
 * @param storeDir where the store is, such as `/nix/store`
 */
export async function sourceName(
  narHash: string,
  storeDir: string,
): Promise<string> {
  const bytes = Uint8Array.from(
    atob(narHash.replace(/^sha256-/, "")),
    (char) => char.charCodeAt(0),
  );
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0"));
  const text = `source:sha256:${hex.join("")}:${storeDir}:source`;
  const sum = await sha256Of(new TextEncoder().encode(text));
  const short = new Uint8Array(LENGTH);
  for (let at = 0; at * 2 < sum.length; at++) {
    const byte = Number.parseInt(sum.slice(at * 2, at * 2 + 2), 16);
    short[at % LENGTH] = (short[at % LENGTH] ?? 0) ^ byte;
  }
  return `${base32(short)}-source`;
}

/** Five bits for each digit, the last ones first. */
function base32(bytes: Uint8Array): string {
  let text = "";
  for (let digit = bytes.length * 8 / 5 - 1; digit >= 0; digit--) {
    const at = Math.floor(digit * 5 / 8);
    const shift = digit * 5 % 8;
    const pair = (bytes[at] ?? 0) | (bytes[at + 1] ?? 0) << 8;
    text += DIGITS[pair >> shift & 31];
  }
  return text;
}
