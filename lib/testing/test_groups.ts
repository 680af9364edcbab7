/**
 * Which test files run in one process.
 *
 * @module
 */
import { join } from "../core/files/posix_path.ts";
import type { System } from "../system/mod.ts";

/** Unit tests take milliseconds: a process for each file would cost more. */
const UNIT_FILES = 35;

/**
 * Groups of files, the longest first so that none is left alone at the end: a
 * test's time grows with its text. Files beside the code share groups, others
 * have one each.
 */
export async function testGroups(
  { fs }: Pick<System, "fs">,
  { root, files }: { readonly root: string; readonly files: readonly string[] },
): Promise<string[][]> {
  const sizes = new Map<string, number>();
  for (const file of files) {
    sizes.set(file, (await fs.stat(join(root, file)))?.size ?? 0);
  }
  const unit = files.filter((file) => file.startsWith("lib/"));
  const groups = files.filter((file) => !file.startsWith("lib/"))
    .toSorted((one, two) => (sizes.get(two) ?? 0) - (sizes.get(one) ?? 0))
    .map((file) => [file]);
  for (let at = 0; at < unit.length; at += UNIT_FILES) {
    groups.push(unit.slice(at, at + UNIT_FILES));
  }
  return groups;
}
