/**
 * Tests revisions, several at a time, each content only once.
 *
 * @module
 */
import type { System } from "../system/mod.ts";
import {
  evaluateRevision,
  type PreparedRevision,
} from "./evaluate/evaluate_revision.ts";
import { pooledMap } from "../core/concurrency/create_limiter.ts";
import {
  identityOf,
  type KnownRevision,
  prepareRevision,
} from "./prepare_revision.ts";
import { KnownSources } from "./source/known_sources.ts";
import { type Numbered, unlikeSources } from "./source/unlike_sources.ts";
import type { SourceClosure } from "./source/source_closure.ts";
import type { Result, RevisionReport } from "./result.ts";
import type { Revision } from "./select/revision.ts";
import { runTiers } from "./run_tiers.ts";
import type { TestOptions } from "./test_options.ts";

/** Revisions that are under way; most of them wait for their turn. */
const UNDER_WAY = 1024;

/** One content, and everybody who has it. */
interface Tested {
  readonly members: Numbered[];
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
  const known = new KnownSources<KnownRevision | undefined>();
  const join = async (
    { revision, index }: Numbered,
    found: KnownRevision | undefined,
  ): Promise<boolean> => {
    signal?.throwIfAborted();
    if (found === undefined) return true; // no flake
    const { key } = await identityOf(found, revision, options);
    const before = tested.get(key);
    before?.members.push({ index, revision });
    return before !== undefined;
  };
  const one = async ({ revision, index }: Numbered): Promise<void> => {
    signal?.throwIfAborted();
    const hand = await prepareRevision(system, revision, {
      ...options,
      index,
      known,
    });
    if (hand === undefined) return;
    const name = revision.commit === undefined ? `${index}` : hand.key;
    const before = tested.get(name);
    if (before !== undefined) {
      before.members.push({ index, revision });
      return;
    }
    const mine: Tested = { members: [{ index, revision }] };
    tested.set(name, mine);
    mine.report = await testOne(system, hand, options);
    onReport?.(named(mine, mine.report));
  };
  try {
    const unlike = unlikeSources(revisions, known, join);
    await pooledMap(unlike, UNDER_WAY, one);
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
    const shells = await runTiers(system, { hand, evaluated }, options);
    return { ...facts, parse, shells };
  } finally {
    await hand.clear();
  }
}

function parseResult({ error, ms, cached }: SourceClosure): Result {
  return error === undefined
    ? { status: "passed", ms, cached }
    : { status: "failed", error, ms, cached };
}
