/**
 * Measuring variants against each other, so that a noisy machine is fair to
 * all of them.
 *
 * @module
 */
import { mad, median, sample } from "simple-statistics";

/** Something that can be done in more than one way. */
export interface Variant {
  readonly name: string;
  /** Does it once; gives what it took in milliseconds. */
  readonly run: () => Promise<number>;
}

/** How often to measure. */
export interface MeasureOptions {
  /** Measured runs of each variant. @default {10} */
  readonly rounds?: number;
  /** Runs of each variant before, not counted. @default {1} */
  readonly warmup?: number;
  /** Called after each round, the first one being 1. */
  readonly onRound?: (round: number) => void;
}

/** What a variant took. */
export interface Result {
  readonly name: string;
  /** Milliseconds, one for each round. */
  readonly times: readonly number[];
  /** Milliseconds. */
  readonly median: number;
  /** Median absolute deviation, in milliseconds. */
  readonly spread: number;
}

/** How much longer one variant takes than another. */
export interface Ratio {
  /** Median of the rounds' ratios. */
  readonly value: number;
  /** Where it lies with 95 percent confidence. */
  readonly low: number;
  readonly high: number;
}

/** Runs the variants in turn, round by round, each round in another order. */
export async function interleave(
  variants: readonly Variant[],
  { rounds = 10, warmup = 1, onRound }: MeasureOptions = {},
): Promise<Result[]> {
  const times = new Map<Variant, number[]>(
    variants.map((variant) => [variant, []]),
  );
  for (let round = 1 - warmup; round <= rounds; round++) {
    for (const variant of shuffled(variants)) {
      const time = await variant.run();
      if (round > 0) times.get(variant)?.push(time);
    }
    if (round > 0) onRound?.(round);
  }
  return [...times].map(([{ name }, taken]) => summarize(name, taken));
}

/** Sums up the times of one variant. */
export function summarize(name: string, times: readonly number[]): Result {
  return {
    name,
    times,
    median: median([...times]),
    spread: mad([...times]),
  };
}

/**
 * Compares two variants of one {@linkcode interleave}, round by round: what
 * slows the machine down for a while slows both of them. The confidence comes
 * from a bootstrap over the rounds.
 *
 * @throws {RangeError} when they were not measured in the same rounds
 */
export function ratioOf(result: Result, base: Result): Ratio {
  if (result.times.length !== base.times.length) {
    throw new RangeError(
      `Cannot compare "${result.name}" with "${base.name}": ` +
        `${result.times.length} rounds against ${base.times.length}`,
    );
  }
  const ratios = result.times.map((time, round) =>
    time / (base.times[round] ?? NaN)
  );
  const medians = Array.from(
    { length: 2000 },
    () => median(resampled(ratios)),
  ).sort((a, b) => a - b);
  return {
    value: median(ratios),
    low: medians[Math.floor(medians.length * 0.025)] ?? NaN,
    high: medians[Math.floor(medians.length * 0.975)] ?? NaN,
  };
}

function shuffled<T>(list: readonly T[]): T[] {
  return sample([...list], list.length, Math.random);
}

/** As many of them as there are, each drawn from all. */
function resampled(list: readonly number[]): number[] {
  return list.map(() => list[Math.floor(Math.random() * list.length)] ?? NaN);
}
