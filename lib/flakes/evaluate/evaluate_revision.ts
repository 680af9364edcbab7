/**
 * Evaluates a revision, or says what an earlier run found.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";
import { evaluateFlake } from "./evaluate_flake.ts";
import {
  noneAsked,
  nowhere,
  type ShellEvaluation,
} from "./shell_evaluation.ts";
import { flakeReference } from "../source/flake_reference.ts";
import { materialize } from "../source/materialize.ts";
import { unfoundInput } from "../nixpkgs/flake_inputs.ts";
import type { NixpkgsAccess } from "../nixpkgs/nixpkgs_access.ts";
import type { ProjectCopy } from "../source/project_copy.ts";
import { contentOf, type SourceClosure } from "../source/source_closure.ts";
import type { Revision } from "../select/revision.ts";
import type { TestOptions } from "../test_options.ts";
import { isSharing } from "../nixpkgs/shared_inputs.ts";
import { treeSize } from "../source/tree_size.ts";

/** What one flake may have copied into Nix's store, and again for each change. */
const MOST_BYTES = 512 * 1024 * 1024;

/** Evaluations, and whether they are an earlier run's. */
export interface Evaluated {
  readonly shells: readonly ShellEvaluation[];
  readonly cached: boolean;
}

/** A revision whose files can be put into a directory. */
export interface PreparedRevision {
  readonly revision: Revision;
  readonly reads: SourceClosure;
  readonly access: NixpkgsAccess;
  /** Names it by everything that it reads. */
  readonly key: string;
  /** Writes its files, once, and returns the directory of its flake. */
  readonly place: () => Promise<string>;
  /** Where those files are, if they were ever written. */
  readonly written: string;
  /** Everything that it has. */
  readonly project: ProjectCopy;
  /** Removes what was written of it. */
  readonly clear: () => Promise<void>;
}

interface Kept {
  readonly shells: readonly ShellEvaluation[];
  /** Seconds that were not enough for one of them. */
  readonly limit?: number;
}

/** Names a revision by what it reads and by what it takes packages from. */
export async function revisionKey(
  { access, reads, dir }: {
    readonly access: NixpkgsAccess;
    readonly reads: SourceClosure;
    readonly dir: string;
  },
  { cache, nix, strictNames, builders }: TestOptions,
): Promise<string> {
  const { identity } = access;
  const content = contentOf(reads);
  return await cache.key(
    identity,
    nix,
    strictNames,
    dir,
    content,
    // They build what this machine cannot.
    ...(builders === undefined ? [] : [builders]),
  );
}

/** Returns a function that writes a revision's files when it is first called. */
export function placeOf(
  system: Pick<System, "fs">,
  { revision: { source, dir }, reads, place }: {
    readonly revision: Revision;
    readonly reads: SourceClosure;
    readonly place: string;
  },
): () => Promise<string> {
  let written: Promise<string> | undefined;
  return () =>
    written ??= materialize(system, {
      source,
      reads: reads.entries,
      dir: place,
    })
      .then(() => join(place, dir));
}

/** Evaluates every shell that was asked for. */
export async function evaluateRevision(
  system: Pick<System, "fs" | "proc" | "clock">,
  hand: PreparedRevision,
  options: TestOptions,
): Promise<Evaluated> {
  const { key } = hand;
  const { cache, systems, shells, timeout } = options;
  const isUsable = (kept: Kept | undefined): boolean =>
    kept !== undefined && (kept.limit ?? Infinity) >= timeout;
  const whole = await cache.get<Kept>("evaluations", key);
  if (whole !== undefined && isUsable(whole)) {
    const isAsked = (name: string, names?: readonly string[]): boolean =>
      name === "*" || names === undefined || names.includes(name);
    const asked = whole.shells.filter(({ system, shell }) =>
      isAsked(system, systems) && isAsked(shell, shells)
    );
    return { shells: asked.length > 0 ? asked : [noneAsked()], cached: true };
  }
  const isPart = systems !== undefined || shells !== undefined;
  const name = isPart ? await cache.key(key, systems, shells) : key;
  const part = isPart ? await cache.get<Kept>("evaluations", name) : undefined;
  if (part !== undefined && isUsable(part)) {
    return { shells: part.shells, cached: true };
  }
  const found = await evaluate(system, hand, options);
  const isLate = found.some(({ result }) => result.timedOut);
  const kept: Kept = { shells: found, ...(isLate && { limit: timeout }) };
  await cache.set("evaluations", name, kept);
  return { shells: found, cached: false };
}

async function evaluate(
  system: Pick<System, "fs" | "proc" | "clock">,
  { reads, access, place, written, revision: { source, dir } }:
    PreparedRevision,
  options: TestOptions,
): Promise<ShellEvaluation[]> {
  const write = (to: string): Promise<void> =>
    materialize(system, { source, reads: reads.entries, dir: to });
  if (access.standIn !== undefined) {
    const error = errorOf(reads);
    if (error !== undefined) {
      return [nowhere({ status: "failed", error, ms: 0 })];
    }
    const size = await treeSize(source, reads.entries);
    if (size > MOST_BYTES) {
      const megabytes = Math.round(size / 1024 / 1024);
      const reason =
        `it reads a tree of ${megabytes} MiB, which is too large to copy`;
      return [nowhere({ status: "unknown", reason, ms: 0 })];
    }
    const { env, standIn: { settings, list, ...nixpkgs } } = access;
    const member = { reads, dir, write, settings, list };
    return await options.onePass.evaluate(member, { env, nixpkgs });
  }
  const { env, given } = access;
  const lock = join(dir, "flake.lock");
  const hasLock = reads.entries.some(({ path }) =>
    path === "" || path === lock
  );
  if (given !== undefined && isSharing(reads, hasLock)) {
    const access = { env, nixpkgs: given };
    return await options.onePass.evaluate({ reads, dir, write }, access);
  }
  await place();
  const reference = await flakeReference(system, { root: written, dir, reads });
  return await options.limit(() =>
    evaluateFlake(system, { reference, reads }, { ...options, access })
  );
}

/** What Nix itself refuses before it calls a flake. */
function errorOf(reads: SourceClosure): string | undefined {
  const [attribute] = reads.unsupported ?? [];
  if (attribute !== undefined) {
    return `the flake has an unsupported attribute '${attribute}'`;
  }
  const input = unfoundInput(reads);
  return input === undefined
    ? undefined
    : `cannot find flake 'flake:${input}' in the flake registries`;
}
