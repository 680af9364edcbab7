/**
 * Bytes of a whole file.
 *
 * @module
 */
import type { System } from "../../system/mod.ts";

/** Reads a regular file; `undefined` for anything else. */
export async function readWhole(
  { fs }: Pick<System, "fs">,
  path: string,
): Promise<Uint8Array | undefined> {
  const stat = await fs.stat(path);
  if (stat?.kind !== "file") return undefined;
  return await fs.readBytes(path, { offset: 0, length: stat.size });
}

/** Whether two files have the same content. */
export function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length &&
    one.every((byte, index) => byte === other[index]);
}
