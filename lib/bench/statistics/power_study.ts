/**
 * How often a gate calls what slower: the gate run on recorded pairs, again and
 * again, with slowdowns that are known.
 *
 * @module
 */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { median } from "simple-statistics";
import { comparePairs, judge, logRatiosOf, type Verdict } from "./judge.ts";
import type { Look } from "./look_plan.ts";
import type { Report } from "../report/report.ts";

/** A figure of one commit that was measured against itself. */
export interface Recording {
  /** What the recording is called. */
  readonly recording: string;
  readonly suite: string;
  readonly title: string;
  /** What was measured of the figure. */
  readonly of: "time" | "instructions";
  readonly logRatios: readonly number[];
}

/** What to simulate. */
export interface StudyOptions {
  /** How much slower fails, 0.1 for 10 %. */
  readonly gate: number;
  readonly looks: readonly Look[];
  /** Simulated runs for each slowdown. */
  readonly runs: number;
  /** 0.05 makes the later commit take 5 % longer. */
  readonly slowdowns: readonly number[];
  /** The same seed returns the same runs. @default {1} */
  readonly seed?: number;
}

/** What became of the simulated runs with one slowdown. */
export interface PowerCell extends Readonly<Record<Verdict, number>> {
  readonly slowdown: number;
  readonly runs: number;
}

/** How the gate does on one recording. */
export interface PowerRow {
  /** Median of the smallest detectable slowdowns that complete runs state. */
  readonly detectable: number;
  /** How the gate does with just that slowdown. */
  readonly atDetectable: PowerCell;
  readonly cells: readonly PowerCell[];
}

/** Pairs drawn in a row, so that what lasts on the machine lasts here too. */
const BLOCK = 5;

/** Complete runs that are asked what they could have seen. */
const ASKED = 25;

/** The pairs of a report made with `--against`, times before instructions. */
export function recordingsOf(
  recording: string,
  { figures }: Report,
): Recording[] {
  return figures.flatMap(({ suite, title, floor, variants }) => {
    const base = variants.find(({ name }) => name === floor);
    const other = variants.find(({ comparison }) => comparison !== undefined);
    if (base === undefined || other === undefined) return [];
    const figure = { recording, suite, title };
    const time = logRatiosOf(other.times, base.times);
    const counted = other.instructions && base.instructions
      ? logRatiosOf(other.instructions.counts, base.instructions.counts)
      : [];
    return [
      { ...figure, of: "time" as const, logRatios: time },
      { ...figure, of: "instructions" as const, logRatios: counted },
    ].filter(({ logRatios }) => logRatios.length > 0);
  });
}

/**
 * Runs the gate on pairs drawn from a recording. Both sides of a recording are
 * the same commit, so a coin decides which is which; what is drawn then has no
 * slowdown but the one that is put in.
 *
 * Blocks are drawn as in D. N. Politis and J. P. Romano, "A Circular
 * Block-Resampling Procedure for Stationary Data", 1992.
 */
export function studyPower(
  { logRatios }: Recording,
  { gate, looks, runs, slowdowns, seed = 1 }: StudyOptions,
): PowerRow {
  const random = xoroshiro128plus(seed);
  const draw = (): number => uniformFloat64(random);
  const most = looks.at(-1);
  if (most === undefined || logRatios.length === 0) {
    throw new RangeError("Cannot study a gate without looks or pairs");
  }
  const pairs = (slowdown: number): number[] => {
    const shift = Math.log1p(slowdown);
    const drawn: number[] = [];
    for (let at = 0; drawn.length < most.pairs; at++) {
      if (drawn.length % BLOCK === 0) {
        at = Math.floor(draw() * logRatios.length);
      }
      const logRatio = logRatios[at % logRatios.length] ?? NaN;
      drawn.push((draw() < 0.5 ? -logRatio : logRatio) + shift);
    }
    return drawn;
  };
  const seen = Array.from(
    { length: ASKED },
    () =>
      comparePairs(pairs(0), { gate, alpha: most.alpha }).detectable ??
        Infinity,
  );
  const cellOf = (slowdown: number): PowerCell => {
    const counts = { slower: 0, faster: 0, same: 0, noisy: 0 };
    for (let run = 0; run < runs; run++) {
      counts[verdictOf(pairs(slowdown), gate, looks)]++;
    }
    return { slowdown, runs, ...counts };
  };
  const detectable = median(seen);
  return {
    detectable,
    atDetectable: cellOf(detectable),
    cells: slowdowns.map(cellOf),
  };
}

/** Looks at the pairs as a run does, and stops as soon as it is sure. */
function verdictOf(
  logRatios: readonly number[],
  gate: number,
  looks: readonly Look[],
): Verdict {
  for (const { pairs, alpha } of looks) {
    const verdict = judge(logRatios.slice(0, pairs), { gate, alpha });
    if (verdict !== "noisy") return verdict;
  }
  return "noisy";
}
