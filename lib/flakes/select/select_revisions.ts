/**
 * Which revisions are meant.
 *
 * @module
 */
import { EXIT, UserError } from "../../core/errors.ts";
import type { Context } from "../../core/context.ts";
import { join, resolve } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";
import { dirRevision, dirRevisions } from "./dir_revisions.ts";
import { GitObjects } from "../../git/git_objects.ts";
import {
  type Commit,
  commitRevision,
  commitsIn,
  findRepository,
  type Repository,
} from "./history.ts";
import type { Revision } from "./revision.ts";
import { type Shard, shardOf } from "./shard.ts";

/** The revision that the workspace's own flake is, beside `tests/flakes`. */
const OWN = "14-hearth";

/** What was asked for. */
export interface Selection {
  readonly dir?: string | undefined;
  readonly history?: string | undefined;
  readonly range?: string | undefined;
  readonly shard?: Shard | undefined;
}

/** Revisions that can be read until they are disposed of. */
export interface Selected extends AsyncDisposable {
  readonly revisions: readonly Revision[];
}

/** A repository's commits as revisions. */
export interface OpenHistory extends AsyncDisposable {
  readonly repository: Repository;
  readonly revisionOf: (commit: Commit) => Revision;
  /** Says which commits will be read, in what order. */
  readonly readAhead: (commits: readonly Commit[]) => void;
}

/** Opens the repository of `--history`. */
export async function openHistory(
  system: Pick<System, "proc" | "env">,
  path: string,
): Promise<OpenHistory> {
  const dir = resolve(system.env.cwd, path);
  const repository = await findRepository(system, dir);
  const objects = new GitObjects(system, dir);
  return {
    repository,
    revisionOf: (commit) => commitRevision(objects, repository, commit),
    readAhead: (commits) => objects.readAhead(commits.map(({ id }) => id)),
    [Symbol.asyncDispose]: () => objects[Symbol.asyncDispose](),
  };
}

/**
 * Finds the revisions.
 *
 * @throws {UserError} when there are none
 */
export async function selectRevisions(
  context: Context<"fs" | "proc" | "env">,
  { dir, history, range = "HEAD", shard }: Selection,
): Promise<Selected> {
  const { system } = context;
  if (history !== undefined) {
    const open = await openHistory(system, history);
    try {
      const commits = await commitsIn(system, {
        path: open.repository.path,
        range,
      });
      if (commits.length === 0) {
        throw new UserError(`Cannot find any commit in "${range}"`, {
          hint: "A range goes from older to newer, for instance v1..main.",
          exitCode: EXIT.usage,
        });
      }
      const mine = shardOf(commits, shard);
      open.readAhead(mine);
      return { ...open, revisions: mine.map(open.revisionOf) };
    } catch (error) {
      await open[Symbol.asyncDispose]();
      throw error;
    }
  }
  const revisions = dir === undefined
    ? await ownRevisions(context)
    : await dirRevisions(system, resolve(system.env.cwd, dir));
  return {
    revisions: shardOf(revisions, shard),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

/** Those of `tests/flakes`, and the workspace's own flake, as far as there are. */
async function ownRevisions(
  { system, paths: { root } }: Context<"fs">,
): Promise<Revision[]> {
  const { fs } = system;
  const dir = join(root, "tests", "flakes");
  const hasFlake = await fs.stat(join(root, "flake.nix")) !== undefined;
  if (await fs.stat(dir) === undefined) {
    if (hasFlake) return await dirRevisions(system, root);
    throw new UserError(`Cannot find a flake.nix in "${root}"`, {
      hint:
        "Use --dir for a directory of flakes, or --history for a repository.",
    });
  }
  const found = await dirRevisions(system, dir);
  if (!hasFlake) return found;
  const expectations = join(dir, OWN);
  return [
    ...found,
    await dirRevision(system, { name: OWN, dir: root }, expectations),
  ];
}
