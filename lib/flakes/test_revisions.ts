/**
 * Tests revisions, several at a time, each content only once.
 *
 * @module
 */
import { join } from "../core/files/posix_path.ts";
import type { System } from "../system/mod.ts";
import {
  evaluateRevision,
  placeOf,
  type PreparedRevision,
  revisionKey,
} from "./evaluate/evaluate_revision.ts";
import { pooledMap } from "../core/create_limiter.ts";
import { type NixpkgsDay, nixpkgsDay } from "./nixpkgs/nixpkgs_day.ts";
import {
  type SourceClosure,
  sourceClosureOf,
} from "./source/source_closure.ts";
import { followedInputs } from "./lock/followed_inputs.ts";
import { type LockFile, readLock } from "./lock/lock_file.ts";
import type { Result, RevisionReport } from "./result.ts";
import { projectCopy } from "./source/project_copy.ts";
import type { Revision } from "./select/revision.ts";
import { runTiers } from "./run_tiers.ts";
import type { TestOptions } from "./test_options.ts";

/** Revisions that are under way; most of them wait for their turn. */
const UNDER_WAY = 256;

/** One content, and everybody who has it. */
interface Tested {
  readonly members: { readonly index: number; readonly revision: Revision }[];
  report?: Omit<RevisionReport, "name" | "commits">;
}

/** What was found, and whether that is all. */
export interface Found {
  readonly revisions: readonly RevisionReport[];
  /** Whether `signal` ended it before all were tested. */
  readonly interrupted: boolean;
}

/**
 * Tests all. Commits that a flake cannot tell apart share one report; directories
 * have one each. Revisions without a `flake.nix` are left out.
 */
export async function testRevisions(
  system: System,
  revisions: AsyncIterable<Revision> | Iterable<Revision>,
  options: TestOptions,
): Promise<Found> {
  const tested = new Map<string, Tested>();
  const { signal, onReport } = options;
  const one = async (revision: Revision, index: number): Promise<void> => {
    signal?.throwIfAborted();
    const hand = await atHand(system, revision, index, options);
    if (hand === undefined) return;
    const name = revision.commit === undefined ? `${index}` : hand.key;
    const known = tested.get(name);
    if (known !== undefined) {
      known.members.push({ index, revision });
      return;
    }
    const mine: Tested = { members: [{ index, revision }] };
    tested.set(name, mine);
    mine.report = await testOne(system, hand, options);
    onReport?.(named(mine, mine.report));
  };
  try {
    await pooledMap(revisions, UNDER_WAY, one);
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
  return {
    revisions: [...tested.values()]
      .sort((a, b) => firstOf(a) - firstOf(b))
      .flatMap((one) => one.report ? [named(one, one.report)] : []),
    interrupted: signal?.aborted ?? false,
  };
}

function firstOf({ members }: Tested): number {
  return Math.min(...members.map(({ index }) => index));
}

function named(
  { members }: Tested,
  report: NonNullable<Tested["report"]>,
): RevisionReport {
  const sorted = members.toSorted((a, b) => a.index - b.index);
  const commits = sorted.flatMap(({ revision }) => revision.commit ?? []);
  return { name: sorted[0]?.revision.name ?? "", commits, ...report };
}

async function atHand(
  system: Pick<System, "fs">,
  revision: Revision,
  index: number,
  options: TestOptions,
): Promise<PreparedRevision | undefined> {
  const { source, dir } = revision;
  const chosen = await options.accessFor(revision);
  const lock = chosen.usesLock;
  const closure = await sourceClosureOf(options.inspector, source, {
    dir,
    lock,
  });
  if (closure === undefined) return undefined;
  const locked = lock ? undefined : await lockOf(revision);
  const inputs = followedInputs(closure.inputs, locked);
  const reads = { ...closure, inputs };
  const access = chosen.at === undefined
    ? chosen
    : chosen.at(reads, await dayOf(revision, { reads, locked }, options));
  const key = await revisionKey({ access, reads, dir }, options);
  const written = join(options.dir, `${index}`);
  const place = placeOf(system, revision, reads, written);
  const project = projectCopy(system, revision, `${written}-project`);
  return { revision, reads, access, key, place, written, project };
}

/** What a revision's `flake.lock` says. */
async function lockOf(
  { source, dir }: Revision,
): Promise<LockFile | undefined> {
  const entry = await source.find(join(dir, "flake.lock"));
  if (entry?.kind !== "file") return undefined;
  return readLock(new TextDecoder().decode(await source.read(entry)));
}

/** From which day a revision's nixpkgs is. */
async function dayOf(
  { day }: Revision,
  { reads, locked }: {
    readonly reads: SourceClosure;
    readonly locked: LockFile | undefined;
  },
  { asOf, today }: TestOptions,
): Promise<NixpkgsDay> {
  const seen = asOf === "commit" ? await day?.() : undefined;
  return nixpkgsDay(
    reads,
    locked,
    seen === undefined
      ? { day: today, by: "today" }
      : { day: seen, by: "commit" },
  );
}

async function testOne(
  system: System,
  hand: PreparedRevision,
  options: TestOptions,
): Promise<NonNullable<Tested["report"]>> {
  const { reads, access } = hand;
  const parse = parseResult(reads);
  const facts = {
    nixpkgs: access.name,
    reads: reads.entries.map(({ path }) => path),
  };
  if (parse.status === "failed" || options.tier === "parse") {
    return { ...facts, parse, shells: [] };
  }
  try {
    const evaluated = await evaluateRevision(system, hand, options);
    const shells = await runTiers(system, hand, evaluated, options);
    return { ...facts, parse, shells };
  } finally {
    await system.fs.remove(hand.written);
    await system.fs.remove(`${hand.written}-project`);
  }
}

function parseResult({ error, ms, cached }: SourceClosure): Result {
  return error === undefined
    ? { status: "passed", ms, cached }
    : { status: "failed", error, ms, cached };
}
