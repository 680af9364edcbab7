/**
 * Folders in the shared `/tmp` that only one user can write to.
 *
 * @module
 */
import type { System } from "../../system/mod.ts";

/**
 * Makes the folder where it is missing.
 *
 * @returns whether it is a real folder of this user that is closed to others
 */
export async function makePrivateFolder(
  { fs }: Pick<System, "fs">,
  folder: string,
): Promise<boolean> {
  await fs.makeFolder(folder, { mode: 0o700 });
  const stat = await fs.statLink(folder);
  return stat?.kind === "folder" && stat.owned && (stat.mode & 0o077) === 0;
}
