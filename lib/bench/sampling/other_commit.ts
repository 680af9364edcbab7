/**
 * Another commit of this repository, in a directory of its own.
 *
 * @module
 */
import { EXIT, UserError } from "../../core/errors.ts";
import { join } from "../../core/files/posix_path.ts";
import type { Paths } from "../../core/files/paths.ts";
import type { System } from "../../system/mod.ts";

/** The files of a commit; disposing of it removes them. */
export interface OtherCommit extends AsyncDisposable {
  readonly root: string;
  /** Holds everything that is removed with it. */
  readonly dir: string;
  /** Short hash. */
  readonly commit: string;
}

/**
 * Unpacks a commit below `.hearth/bench/`, leaving nothing in the repository.
 *
 * @throws {UserError} when there is no such commit
 */
export async function checkOut(
  { fs, proc }: Pick<System, "fs" | "proc">,
  paths: Paths,
  ref: string,
): Promise<OtherCommit> {
  const git = (...args: string[]): ReturnType<typeof proc.run> =>
    proc.run(["git", "-C", paths.root, ...args]);
  const found = await git(
    "rev-parse",
    "--verify",
    "--quiet",
    "--short",
    "--end-of-options",
    `${ref}^{commit}`,
  );
  if (found.code !== 0) {
    throw new UserError(`Cannot find commit "${ref}"`, {
      hint: "Use a branch, a tag or a hash; a shallow clone needs " +
        '"git fetch --unshallow" first.',
      exitCode: EXIT.usage,
    });
  }
  const commit = found.stdout.trim();
  const dir = join(paths.state, "bench", `commit-${proc.pid}`);
  const root = join(dir, "tree");
  const archive = join(dir, "tree.tar");
  const dispose = (): Promise<void> => fs.remove(dir);
  await fs.mkdir(root);
  for (
    const result of [
      await git("archive", `--output=${archive}`, commit),
      await proc.run(["tar", "-xf", archive, "-C", root]),
    ]
  ) {
    if (result.code === 0) continue;
    await dispose();
    throw new UserError(`Cannot unpack "${ref}": ${result.stderr.trim()}`);
  }
  return { root, dir, commit, [Symbol.asyncDispose]: dispose };
}

/** Short hash of the checkout's own commit, with `+` when it was changed. */
export async function ownCommit(
  { proc }: Pick<System, "proc">,
  paths: Paths,
): Promise<string | undefined> {
  const described = await proc.run(
    ["git", "-C", paths.root, "describe", "--always", "--dirty=+"],
  );
  return described.code === 0 ? described.stdout.trim() : undefined;
}
