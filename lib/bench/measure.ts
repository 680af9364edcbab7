/**
 * Measuring variants in turn, so that a noisy machine is fair to all of them.
 *
 * @module
 */
import { sample } from "simple-statistics";
import type { Variant } from "./suite.ts";

/** How often to measure. */
export interface MeasureOptions {
  /** Measured runs of each variant. @default {10} */
  readonly rounds?: number;
  /** Runs of each variant before, not counted. @default {1} */
  readonly warmup?: number;
  /** Called after each counted round, the first one being 1. */
  readonly onRound?: (round: number) => void;
  /**
   * Asked after `rounds`, and again after every further quarter of them,
   * whether to go on. @default never
   */
  readonly goOn?: (samples: readonly Samples[]) => boolean;
  readonly signal?: AbortSignal | undefined;
}

/** What a variant took. */
export interface Samples {
  readonly name: string;
  /** Milliseconds, one for each round. */
  readonly times: readonly number[];
}

/** Runs the variants in turn, round by round, each round in another order. */
export async function measure(
  variants: readonly Pick<Variant, "name" | "run">[],
  { rounds = 10, warmup = 1, onRound, goOn, signal }: MeasureOptions = {},
): Promise<Samples[]> {
  const samples = variants.map(({ name, run }) => ({
    name,
    run,
    times: [] as number[],
  }));
  const step = Math.max(1, Math.round(rounds / 4));
  let enough = rounds;
  for (let round = 1 - warmup; round <= enough; round++) {
    for (const { run, times } of sample(samples, samples.length, Math.random)) {
      signal?.throwIfAborted();
      const time = await run();
      if (round > 0) times.push(time);
    }
    if (round > 0) onRound?.(round);
    if (round === enough && goOn?.(samples)) enough += step;
  }
  return samples.map(({ name, times }) => ({ name, times }));
}
