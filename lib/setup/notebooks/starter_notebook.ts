/**
 * The notebook that a new workspace begins with.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { Context } from "../../core/context.ts";

/**
 * Copies the template once: a notebook that is there is never overwritten, one
 * that the user removed does not come back.
 *
 * @returns its path relative to the workspace when it was copied
 */
export async function copyStarterNotebook(
  { system: { fs }, paths }: Context<"fs">,
): Promise<string | undefined> {
  const mark = join(paths.state, "starter");
  if (await fs.stat(mark)) return undefined;
  const template = join(paths.root, "notebooks", "starter_template.ipynb");
  const name = join("notebooks", "start.ipynb");
  const text = await fs.readText(template);
  const isWanted = text !== undefined &&
    await fs.statLink(join(paths.root, name)) === undefined;
  if (isWanted) await fs.writeText(join(paths.root, name), text);
  await fs.writeText(mark, `${name}\n`);
  return isWanted ? name : undefined;
}
