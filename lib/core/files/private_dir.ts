/**
 * Directories in the shared `/tmp` that only one user can write to.
 *
 * @module
 */
import type { System } from "../../system/mod.ts";

/**
 * Makes the directory where it is missing.
 *
 * @returns whether it is a real directory of this user that is closed to others
 */
export async function makePrivateDir(
  { fs }: Pick<System, "fs">,
  dir: string,
): Promise<boolean> {
  await fs.mkdir(dir, { mode: 0o700 });
  const stat = await fs.statLink(dir);
  return stat?.kind === "directory" && stat.owned && (stat.mode & 0o077) === 0;
}
