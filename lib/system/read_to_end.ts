/**
 * Reading what has no known size.
 *
 * @module
 */
import { joinBytes } from "./join_bytes.ts";

/** Bytes that are read at once. */
const PIECE = 64 * 1024;

/** Reads to the end, or until there are more than `most` bytes. */
export async function readToEnd(
  source: { read(bytes: Uint8Array): Promise<number | null> },
  most: number,
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const bytes = new Uint8Array(PIECE);
  let size = 0;
  while (size <= most) {
    const count = await source.read(bytes);
    if (count === null) break;
    pieces.push(bytes.slice(0, count));
    size += count;
  }
  return joinBytes(pieces);
}
