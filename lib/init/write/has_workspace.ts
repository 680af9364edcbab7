/**
 * Whether a directory is a workspace already.
 *
 * @module
 */
import { UserError } from "../../core/errors.ts";
import { join } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";

/**
 * Looks for a `workspace.ts` of Hearth.
 *
 * @throws {UserError} when there is one that is another program's
 */
export async function hasWorkspace(
  { fs }: Pick<System, "fs">,
  root: string,
): Promise<boolean> {
  const file = join(root, "workspace.ts");
  const stat = await fs.statLink(file);
  if (stat === undefined) return false;
  const text = (await fs.stat(file))?.kind === "file"
    ? await fs.readText(file)
    : undefined;
  if (text !== undefined && /\bdefineWorkspace\b/.test(text)) return true;
  throw new UserError(
    `Cannot add Hearth: "${file}" is not a workspace of Hearth`,
    {
      hint:
        "init never overwrites a file. Rename it, or run init in another directory.",
    },
  );
}
