/**
 * The commits of a repository, oldest first.
 *
 * @module
 */
import { EXIT, UserError } from "../../core/errors.ts";
import type { System } from "../../system/mod.ts";
import type { GitObjects } from "../../git/git_objects.ts";
import { gitSource } from "../source/git_source.ts";
import type { Revision } from "./revision.ts";

/** Characters of a commit's id that people see. */
const SHORT = 10;

/** A repository, and where in it the flake is. */
export interface Repository {
  readonly path: string;
  /** `""` for its root. */
  readonly dir: string;
}

/**
 * Finds the repository that a directory belongs to; a directory within it is where
 * the flake is.
 *
 * @throws {UserError} when there is none, or no git
 */
export async function findRepository(
  system: Pick<System, "proc">,
  path: string,
): Promise<Repository> {
  const prefix = await git(system, {
    path,
    args: ["rev-parse", "--show-prefix"],
  });
  return { path, dir: prefix.trim().replace(/\/$/, "") };
}

/** A commit of a repository. */
export interface Commit {
  /** Its id. */
  readonly id: string;
  /** When it was made, in seconds since the epoch, where that was asked. */
  readonly time?: number;
}

/**
 * Commits, parents before children.
 *
 * @param range as `git rev-list` takes it, for instance `v1..main`
 * @throws {UserError} when git does not know the range
 */
export async function commitsIn(
  system: Pick<System, "proc">,
  { path, range }: { readonly path: string; readonly range: string },
): Promise<Commit[]> {
  const args = ["rev-list", "--topo-order", "--reverse", "--timestamp"];
  const printed = await git(system, { path, args: [...args, range, "--"] });
  return printed.split("\n").flatMap((line) => {
    const [time, id] = line.split(" ");
    return id === undefined ? [] : [{ id, time: Number(time) }];
  });
}

/** The first parent of a commit, unless it has none. */
export async function parentOf(
  system: Pick<System, "proc">,
  { path, commit }: { readonly path: string; readonly commit: string },
): Promise<string | undefined> {
  const args = ["rev-list", "--parents", "--max-count=1", commit, "--"];
  const printed = await git(system, { path, args });
  return printed.trim().split(" ")[1];
}

/** One commit as a revision. */
export function commitRevision(
  objects: GitObjects,
  { dir }: Repository,
  { id, time }: Commit,
): Revision {
  return {
    name: id.slice(0, SHORT),
    commit: id,
    day: async () => dayAt(time ?? await timeOf(objects, id)),
    source: gitSource(objects, id),
    dir,
  };
}

/** The day of a time in seconds, in UTC. */
function dayAt(time: number | undefined): string | undefined {
  return time === undefined
    ? undefined
    : new Date(time * 1000).toISOString().slice(0, 10);
}

/** When a commit was made. */
async function timeOf(
  objects: GitObjects,
  commit: string,
): Promise<number | undefined> {
  const object = await objects.read(commit);
  const text = new TextDecoder().decode(object?.bytes);
  const seconds = /^committer .*> (\d+) [+-]\d+$/m.exec(text)?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}

/** Runs git; what it refuses is for the user to fix. */
export async function git(
  { proc }: Pick<System, "proc">,
  { path, args }: { readonly path: string; readonly args: readonly string[] },
): Promise<string> {
  const { code, stdout, stderr } = await proc.run(["git", "-C", path, ...args]);
  if (code === 0) return stdout;
  if (code === 127) {
    throw new UserError("Cannot read a history: git is not installed", {
      hint: "Install git.",
      exitCode: EXIT.needsUser,
    });
  }
  const why = stderr.trim().split("\n")[0]?.replace(/^fatal: /, "") ?? "";
  throw new UserError(`Cannot read the history of "${path}": ${why}`, {
    hint:
      "--history needs a git repository, --range a range as for git rev-list.",
    exitCode: EXIT.usage,
  });
}
