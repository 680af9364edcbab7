/**
 * What has to be known of a revision before it is tested.
 *
 * @module
 */
import { join } from "../core/files/posix_path.ts";
import type { System } from "../system/mod.ts";
import {
  placeOf,
  type PreparedRevision,
  revisionKey,
} from "./evaluate/evaluate_revision.ts";
import { followedInputs } from "./lock/followed_inputs.ts";
import { type LockFile, readLock } from "./lock/lock_file.ts";
import { lockTextOf } from "./lock/lock_text.ts";
import type { NixpkgsAccess } from "./nixpkgs/nixpkgs_access.ts";
import { nixpkgsDay } from "./nixpkgs/nixpkgs_day.ts";
import type { Revision } from "./select/revision.ts";
import type { KnownSources } from "./source/known_sources.ts";
import { projectCopy } from "./source/project_copy.ts";
import type { Source } from "./source/source.ts";
import {
  type SourceClosure,
  sourceClosureOf,
} from "./source/source_closure.ts";
import type { TestOptions } from "./test_options.ts";

/** What is the same for every revision with the same files. */
export interface KnownRevision {
  readonly access: NixpkgsAccess;
  readonly reads: SourceClosure;
  readonly locked: LockFile | undefined;
  /** By its day. */
  readonly on: Map<string, Promise<RevisionIdentity>>;
  /** The key of the revision, by what names the access. */
  readonly keys: Map<string, Promise<string>>;
}

/** What a revision is named by, which depends on the day of its commit too. */
export type RevisionIdentity = Pick<PreparedRevision, "access" | "key">;

/** How to prepare revisions. */
export interface PrepareOptions extends TestOptions {
  /** Tells the directories apart that it may write. */
  readonly index: number;
  /** What is known of other commits of the repository. */
  readonly known: KnownSources<KnownRevision | undefined>;
}

/**
 * Finds out what a revision reads and where its packages come from; `undefined`
 * without a `flake.nix`.
 */
export async function prepareRevision(
  system: Pick<System, "fs">,
  revision: Revision,
  { index, known, ...options }: PrepareOptions,
): Promise<PreparedRevision | undefined> {
  const { source, commit } = revision;
  const learn = (source: Source): Promise<KnownRevision | undefined> =>
    lookAt({ ...revision, source }, options);
  const found = commit === undefined
    ? await learn(source)
    : await known.valueOf(source, learn);
  if (found === undefined) return undefined;
  const { reads } = found;
  const { access, key } = await identityOf(found, revision, options);
  const written = join(options.dir, `${index}`);
  const copy = `${written}-project`;
  const dirs = new Set<string>();
  const writing = (dir: string, write: () => Promise<string>) => () => {
    dirs.add(dir);
    return write();
  };
  const place = placeOf(system, { revision, reads, place: written });
  const project = projectCopy(system, { revision, place: copy });
  return {
    revision,
    reads,
    access,
    key,
    place: writing(written, place),
    written,
    project: { ...project, dir: writing(copy, project.dir) },
    // Most write nothing: even to look whether they did takes time.
    async clear() {
      for (const dir of dirs) await system.fs.remove(dir);
    },
  };
}

/** Names a revision that is like others. */
export async function identityOf(
  found: KnownRevision,
  { day, dir }: Pick<Revision, "day" | "dir">,
  options: TestOptions,
): Promise<RevisionIdentity> {
  const seen = options.asOf === "commit" ? await day?.() : undefined;
  const name = seen ?? "";
  let identity = found.on.get(name);
  if (identity === undefined) {
    identity = identityOn(found, { seen, dir }, options);
    found.on.set(name, identity);
  }
  return await identity;
}

async function identityOn(
  found: KnownRevision,
  { seen, dir }: { readonly seen: string | undefined; readonly dir: string },
  options: TestOptions,
): Promise<RevisionIdentity> {
  const access = accessOn(found, seen, options);
  const { reads } = found;
  const key = await keyOf(found, { access, reads, dir }, options);
  return { access, key };
}

/** Finds out what is the same for every revision with the same files. */
async function lookAt(
  revision: Revision,
  { accessFor, inspector }: TestOptions,
): Promise<KnownRevision | undefined> {
  const { source, dir } = revision;
  const access = await accessFor(revision);
  const lock = access.usesLock;
  const closure = await sourceClosureOf(inspector, source, { dir, lock });
  if (closure === undefined) return undefined;
  const locked = lock ? undefined : readLock(await lockTextOf(revision));
  const inputs = followedInputs(closure.inputs, locked);
  return {
    access,
    reads: { ...closure, inputs },
    locked,
    on: new Map(),
    keys: new Map(),
  };
}

/** The access as of the day of a commit, if there is one. */
function accessOn(
  { access, reads, locked }: KnownRevision,
  seen: string | undefined,
  { today }: TestOptions,
): NixpkgsAccess {
  if (access.at === undefined) return access;
  const day = seen === undefined
    ? { day: today, by: "today" } as const
    : { day: seen, by: "commit" } as const;
  return access.at(reads, nixpkgsDay(reads, locked, day));
}

async function keyOf(
  { keys }: KnownRevision,
  revision: Parameters<typeof revisionKey>[0],
  options: TestOptions,
): Promise<string> {
  const { identity } = revision.access;
  let key = keys.get(identity);
  if (key === undefined) {
    keys.set(identity, key = revisionKey(revision, options));
  }
  return await key;
}
