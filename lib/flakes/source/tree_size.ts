/**
 * How much of a source would be copied.
 *
 * @module
 */
import type { Read } from "./source_closure.ts";
import { BIG_FILE, type Source } from "./source.ts";

/** Bytes of the directories that are read as a whole, big files left out. */
export async function treeSize(
  source: Pick<Source, "list">,
  reads: readonly Read[],
): Promise<number> {
  let bytes = 0;
  for (const { entry } of reads) {
    if (entry.kind !== "directory") continue;
    for (const { size = 0 } of await source.list(entry)) {
      if (size <= BIG_FILE) bytes += size;
    }
  }
  return bytes;
}
