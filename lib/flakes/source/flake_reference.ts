/**
 * How Nix is told of a flake that was put into a folder.
 *
 * @module
 */
import { CommandError } from "../../core/errors.ts";
import type { System } from "../../system/mod.ts";
import type { Reads } from "./source_closure.ts";

/**
 * Gives the reference of the flake in `folder` of `root`, a folder that was
 * written for it. One that reads what stands above it becomes a git
 * repository, because not every Nix knows `path:…?dir=…`.
 */
export async function flakeReference(
  { proc }: Pick<System, "proc">,
  root: string,
  folder: string,
  { entries }: Pick<Reads, "entries">,
): Promise<string> {
  const within = folder === "" ? "" : `${folder}/`;
  if (entries.every(({ path }) => path.startsWith(within))) {
    return `path:${encodeURI(folder === "" ? root : `${root}/${within}`)}`;
  }
  for (const args of [["init", "--quiet"], ["add", "--all", "--force"]]) {
    const command = ["git", "-C", root, ...args];
    const { code, stderr } = await proc.run(command);
    if (code !== 0) throw new CommandError(command, code, stderr);
  }
  return `git+file://${encodeURI(root)}?dir=${encodeURI(folder)}`;
}
