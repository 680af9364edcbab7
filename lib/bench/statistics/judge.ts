/**
 * Whether a change made something slower: the verdict that fails CI.
 *
 * @module
 */
import { probit } from "simple-statistics";
import type { Look } from "./look_plan.ts";
import { centerOf, isAbove } from "./signed_rank.ts";

/**
 * `slower` and `faster`: proven to be so by more than the gate; `same`: proven
 * to differ by less than the gate; `noisy`: nothing is proven.
 */
export type Verdict = "slower" | "faster" | "same" | "noisy";

/** What a comparison found; the numbers are ratios of times. */
export interface Comparison {
  readonly verdict: Verdict;
  readonly value: number;
  /** Each bound is wrong with a probability of at most the look's. */
  readonly low: number;
  /** Absent where there are too few pairs for a bound. */
  readonly high?: number;
  /**
   * The smallest slowdown, 0.1 for 10 %, that a comparison with this noise and
   * as many pairs calls slower in about 80 % of runs; absent like `high`.
   */
  readonly detectable?: number;
}

/** How often the smallest slowdown that counts as detectable is detected. */
const POWER = 0.8;

/** Judges the logarithms of pairs' ratios by a gate, 0.1 for ten percent. */
export function judge(
  logRatios: readonly number[],
  { gate, alpha }: { readonly gate: number; readonly alpha: number },
): Verdict {
  const bound = Math.log1p(gate);
  const mirrored = logRatios.map((difference) => -difference);
  if (isAbove(logRatios, { bound, alpha })) return "slower";
  if (isAbove(mirrored, { bound, alpha })) return "faster";
  return isAbove(logRatios, { bound: -bound, alpha }) &&
      isAbove(mirrored, { bound: -bound, alpha })
    ? "same"
    : "noisy";
}

/** Judges pairs, and says how sure that is. */
export function comparePairs(
  logRatios: readonly number[],
  { gate, alpha }: { readonly gate: number; readonly alpha: number },
): Comparison {
  const { value, low, high } = centerOf(logRatios, alpha);
  const reach = (value - low) * (1 + probit(POWER) / probit(1 - alpha));
  return {
    verdict: judge(logRatios, { gate, alpha }),
    value: Math.exp(value),
    low: Math.exp(low),
    ...(Number.isFinite(high) && {
      high: Math.exp(high),
      detectable: (1 + gate) * Math.exp(reach) - 1,
    }),
  };
}

/**
 * The logarithms of the ratios of times that were measured in pairs.
 *
 * @throws {RangeError} when they were not measured in the same rounds
 */
export function logRatiosOf(
  times: readonly number[],
  base: readonly number[],
): number[] {
  if (times.length !== base.length) {
    throw new RangeError(
      `Cannot compare ${times.length} times with ${base.length}`,
    );
  }
  return times.map((time, pair) => Math.log(time / (base[pair] ?? NaN)));
}

/** How to judge a figure of two commits. */
export interface GateOptions {
  /** How much slower fails, 0.1 for 10 %. */
  readonly gate: number;
  readonly looks: readonly Look[];
}

/** Judges what was measured in pairs, at the look that it has reached. */
export function compareTimes(
  times: readonly number[],
  base: readonly number[],
  { gate, looks }: GateOptions,
): Comparison {
  const { alpha } = lookAt(looks, times.length);
  return comparePairs(logRatiosOf(times, base), { gate, alpha });
}

/** The look that a number of pairs has reached: the last one of the plan. */
export function lookAt(looks: readonly Look[], pairs: number): Look {
  const reached = looks.findLast((look) => look.pairs <= pairs) ?? looks[0];
  if (reached === undefined) throw new RangeError("A plan needs a look");
  return reached;
}
