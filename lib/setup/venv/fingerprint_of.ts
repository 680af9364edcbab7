/**
 * A short name for a longer text.
 *
 * @module
 */
import { sha256Of } from "../../core/sha256_of.ts";

/** SHA-256 of a text, in hexadecimal. */
export async function fingerprintOf(text: string): Promise<string> {
  return await sha256Of(new TextEncoder().encode(text));
}
