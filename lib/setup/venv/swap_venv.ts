/**
 * Pointing `.venv` at a finished venv.
 *
 * @module
 */
import { basename, relative } from "../../core/files/posix_path.ts";
import type { Context } from "../../core/context.ts";
import type { Paths } from "../../core/files/paths.ts";
import type { System } from "../../system/mod.ts";

/** Where a `.venv` that Hearth did not make is moved. */
export function earlierVenv({ venv }: Pick<Paths, "venv">): string {
  return `${venv}-before-hearth`;
}

/**
 * Swaps the link `.venv` in one step. A directory of that name, from before, is
 * moved aside first.
 *
 * @returns sentences for the user
 */
export async function swapVenv(
  { system: { fs }, paths }: Context<"fs">,
  venv: string,
): Promise<string[]> {
  const notes: string[] = [];
  const stat = await fs.statLink(paths.venv);
  if (stat !== undefined && stat.kind !== "link") {
    const aside = await freeName(fs, earlierVenv(paths));
    await fs.rename(paths.venv, aside);
    notes.push(
      `The earlier .venv was not made by Hearth; it is now ${basename(aside)}`,
    );
  }
  const root = await fs.realPath(paths.root) ?? paths.root;
  const target = relative(root, venv);
  if (await fs.readLink(paths.venv) !== target) {
    await fs.replaceLink(paths.venv, target);
  }
  return notes;
}

async function freeName(fs: System["fs"], wanted: string): Promise<string> {
  for (let count = 1;; count++) {
    const name = count === 1 ? wanted : `${wanted}-${count}`;
    if (await fs.statLink(name) === undefined) return name;
  }
}
