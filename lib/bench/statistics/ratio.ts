/**
 * How two variants of one run compare, and how sure that is.
 *
 * @module
 */
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import {
  mad,
  median,
  quantileSorted,
  sampleWithReplacement,
} from "simple-statistics";
import type { Samples } from "../sampling/measure.ts";

/** Where most of a variant's times lie. */
export interface Summary {
  /** Milliseconds. */
  readonly median: number;
  /** Median absolute deviation, in milliseconds. */
  readonly spread: number;
}

/** How many times as long one variant takes as another. */
export interface Ratio {
  /** Median of the rounds' ratios. */
  readonly value: number;
  /** Where it lies with 95 percent confidence. */
  readonly low: number;
  readonly high: number;
}

/** Draws for one interval: more change its bounds by less than 1 percent. */
const DRAWS = 2000;

/** Sums up the times of one variant. */
export function summarize(times: readonly number[]): Summary {
  return { median: median([...times]), spread: mad([...times]) };
}

/**
 * Compares two variants of one run round by round: what slows the machine
 * down for a while slows both of them. The interval comes from a bootstrap
 * over the rounds; the same times always give the same one.
 *
 * @throws {RangeError} when they were not measured in the same rounds
 */
export function ratioOf(variant: Samples, base: Samples): Ratio {
  if (variant.times.length !== base.times.length) {
    throw new RangeError(
      `Cannot compare "${variant.name}" with "${base.name}": ` +
        `${variant.times.length} rounds against ${base.times.length}`,
    );
  }
  const ratios = variant.times.map((time, round) =>
    time / (base.times[round] ?? NaN)
  );
  const random = xoroshiro128plus(ratios.length);
  const draw = (): number => uniformFloat64(random);
  const medians = Array.from(
    { length: DRAWS },
    () => median(sampleWithReplacement(ratios, ratios.length, draw)),
  ).sort((a, b) => a - b);
  return {
    value: median(ratios),
    low: quantileSorted(medians, 0.025),
    high: quantileSorted(medians, 0.975),
  };
}
