/**
 * What writers that were killed left behind.
 *
 * @module
 */
import { join } from "./posix_path.ts";
import type { System } from "../../system/mod.ts";

const DRAFT = /^(.+)\.\d+-[0-9a-f]{8}\.draft$/;

/**
 * Removes drafts of files in a directory; for callers that hold the lock under
 * which these files are written.
 *
 * @param files Names of the files; all of them when absent
 */
export async function removeDrafts(
  { fs }: Pick<System, "fs">,
  dir: string,
  files?: readonly string[],
): Promise<void> {
  for (const { name } of await fs.readDir(dir) ?? []) {
    const [, file] = DRAFT.exec(name) ?? [];
    if (file === undefined) continue;
    if (files?.includes(file) ?? true) await fs.remove(join(dir, name));
  }
}
