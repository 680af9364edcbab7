/**
 * Another commit of the workspace's repository, in a directory of its own.
 *
 * @module
 */
import { EXIT, UserError } from "../../core/errors.ts";
import { join } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";
import { copyRepository } from "../places/copy_repository.ts";

type Ports = Pick<System, "fs" | "proc">;

/** A commit that was checked out. */
export interface OtherCommit {
  /** Directory of the workspace as the commit has it. */
  readonly root: string;
  /** Short hash. */
  readonly commit: string;
}

/**
 * Checks a commit out into `dir`, leaving nothing in the repository.
 *
 * @throws {UserError} when there is no such commit, or no workspace in it
 */
export async function checkOut(
  ports: Ports,
  root: string,
  { ref, dir }: { readonly ref: string; readonly dir: string },
): Promise<OtherCommit> {
  const found = await ports.proc.run([
    "git",
    "-C",
    root,
    "rev-parse",
    "--verify",
    "--quiet",
    "--short",
    "--end-of-options",
    `${ref}^{commit}`,
  ]);
  if (found.code !== 0) {
    throw new UserError(`Cannot find commit "${ref}"`, {
      hint: "Use a branch, a tag or a hash; a shallow clone needs " +
        '"git fetch --unshallow" first.',
      exitCode: EXIT.usage,
    });
  }
  const commit = found.stdout.trim();
  const to = join(dir, "commit");
  const other = await copyRepository(ports, root, { to, commit });
  if (await ports.fs.stat(join(other, "workspace.ts")) === undefined) {
    throw new UserError(
      `Cannot compare with "${ref}": that commit has no workspace.ts`,
      {
        hint: "Compare with a commit since the workspace was set up.",
        exitCode: EXIT.usage,
      },
    );
  }
  return { root: other, commit };
}

/** Short hash of the workspace's own commit, with `+` when it was changed. */
export async function ownCommit(
  { proc }: Pick<System, "proc">,
  root: string,
): Promise<string | undefined> {
  const described = await proc.run(
    ["git", "-C", root, "describe", "--always", "--dirty=+"],
  );
  return described.code === 0 ? described.stdout.trim() : undefined;
}
