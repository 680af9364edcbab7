/**
 * Measuring variants close together and in random order, so that a noisy
 * machine is fair to all of them.
 *
 * @module
 */
import { shuffle } from "simple-statistics";
import { settleAll } from "../../core/concurrency/settle_all.ts";
import type { Variant } from "./suite.ts";

/** How often to measure. */
export interface MeasureOptions {
  /** Measured runs of each variant. @default {10} */
  readonly rounds?: number;
  /** Runs of each variant before, not counted. @default {1} */
  readonly warmup?: number;
  /**
   * Called after each counted round, the first one being 1, with what was
   * measured until then.
   */
  readonly onRound?: (round: number, samples: readonly Samples[]) => void;
  /**
   * Further numbers of rounds after which to ask `goOn`, ascending; the last
   * one is the end. @default {[]}
   */
  readonly further?: readonly number[];
  /** Asked after `rounds` and each further look whether to go on. */
  readonly goOn?: (samples: readonly Samples[]) => boolean;
  /**
   * Whether the variants of a round run at the same time. What slows the
   * machine then slows all of them: L. Bulej et al., "Duet Benchmarking:
   * Improving Measurement Accuracy in the Cloud", ICPE 2020. @default {false}
   */
  readonly together?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** What a variant took. */
export interface Samples {
  readonly name: string;
  /** Milliseconds, one for each round. */
  readonly times: readonly number[];
}

/** What of a variant is needed to measure it. */
export type Measurable = Pick<Variant, "name" | "run" | "prepare" | "cleanUp">;

/** Runs the variants round by round, in an order that a coin decides anew. */
export async function measure(
  variants: readonly Measurable[],
  {
    rounds = 10,
    warmup = 1,
    further = [],
    together = false,
    onRound,
    goOn,
    signal,
  }: MeasureOptions = {},
): Promise<Samples[]> {
  const taken = variants.map((variant) => ({ variant, times: [] as number[] }));
  const samples = taken.map(({ variant: { name }, times }) => ({
    name,
    times,
  }));
  let round = 1 - warmup;
  for (const look of [rounds, ...further]) {
    for (; round <= look; round++) {
      const order = shuffle(taken, Math.random);
      const groups = together ? [order] : order.map((one) => [one]);
      for (const group of groups) {
        signal?.throwIfAborted();
        const running = runGroup(group.map(({ variant }) => variant));
        const times = await orAborted(running, signal);
        if (round <= 0) continue;
        group.forEach(({ times: all }, index) => all.push(times[index] ?? NaN));
      }
      if (round > 0) onRound?.(round, samples);
    }
    if (!goOn?.(samples)) break;
  }
  return samples;
}

/** Milliseconds that work has to end after it was aborted. */
const GRACE_MS = 2000;

/** Waits for work; when it is aborted, as long as it takes to notice that. */
async function orAborted<T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  const { promise: over, resolve } = Promise.withResolvers<void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onAbort = (): void => {
    timer = setTimeout(resolve, GRACE_MS);
  };
  signal?.addEventListener("abort", onAbort);
  try {
    const value = await Promise.race([work, over]);
    signal?.throwIfAborted();
    return value as T;
  } catch (error) {
    // Its error only says that it was aborted.
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener("abort", onAbort);
    clearTimeout(timer);
  }
}

/** Runs variants at the same time; what is not timed, one after the other. */
async function runGroup(group: readonly Measurable[]): Promise<number[]> {
  for (const { prepare } of group) await prepare?.();
  const times = await settleAll(group.map(({ run }) => run()));
  for (const { cleanUp } of group) await cleanUp?.();
  return [...times];
}
