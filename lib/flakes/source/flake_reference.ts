/**
 * How Nix is told of a flake that was put into a directory.
 *
 * @module
 */
import { CommandError } from "../../core/errors.ts";
import type { System } from "../../system/mod.ts";
import type { SourceClosure } from "./source_closure.ts";

/**
 * Returns the reference of the flake in `dir` of `root`, a directory that was
 * written for it. One that reads what is above it becomes a git
 * repository, because not every Nix knows `path:…?dir=…`.
 */
export async function flakeReference(
  { proc }: Pick<System, "proc">,
  { root, dir, reads: { entries } }: {
    readonly root: string;
    readonly dir: string;
    readonly reads: Pick<SourceClosure, "entries">;
  },
): Promise<string> {
  const within = dir === "" ? "" : `${dir}/`;
  if (entries.every(({ path }) => path.startsWith(within))) {
    return `path:${encodeURI(dir === "" ? root : `${root}/${within}`)}`;
  }
  for (const args of [["init", "--quiet"], ["add", "--all", "--force"]]) {
    const command = ["git", "-C", root, ...args];
    const { code, stderr } = await proc.run(command);
    if (code !== 0) throw new CommandError(command, code, stderr);
  }
  return `git+file://${encodeURI(root)}?dir=${encodeURI(dir)}`;
}
