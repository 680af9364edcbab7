/**
 * A short name for a longer text.
 *
 * @module
 */

/** SHA-256 of a text, in hexadecimal. */
export async function fingerprintOf(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(digest))
    .map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
