/**
 * Measuring two commits until the gate is sure.
 *
 * @module
 */
import type { Stage } from "../../core/reporter.ts";
import {
  type GateOptions,
  judge,
  logRatiosOf,
  lookAt,
} from "../statistics/judge.ts";
import { type Measurable, measure, type Samples } from "./measure.ts";

/** How to measure two commits. */
export interface MeasurePairsOptions extends GateOptions {
  /** Name of the variant that the others are compared to. */
  readonly floor: string;
  /** Whether the work may be done at the same time, where there are cores. */
  readonly together: boolean;
  readonly stage: Pick<Stage, "update">;
  /** Called after each pair with all that were measured. */
  readonly onPair?: (samples: readonly Samples[]) => void;
  readonly signal?: AbortSignal | undefined;
  /**
   * Milliseconds after which no further look is begun that would end later.
   * The looks that are left out keep their share of the error, so that the rest
   * is as sure as planned. @default {Infinity}
   */
  readonly limitMs?: number;
}

/** Whether so many variants run at the same time, a core for each. */
export function runTogether(allowed: boolean, variants: number): boolean {
  return allowed && variants <= navigator.hardwareConcurrency;
}

/** Measures pairs from look to look, until one is sure or none is left. */
export async function measurePairs(
  variants: readonly Measurable[],
  {
    gate,
    looks,
    floor,
    together,
    stage,
    onPair,
    signal,
    limitMs = Infinity,
  }: MeasurePairsOptions,
): Promise<Samples[]> {
  const begun = performance.now();
  const [first = 1, ...further] = looks.map(({ pairs }) => pairs);
  return await measure(variants, {
    rounds: first,
    further,
    together: runTogether(together, variants.length),
    signal,
    onRound(round, samples) {
      onPair?.(samples);
      const wanted = [first, ...further].find((pairs) => round <= pairs);
      stage.update(`round ${round} of ${wanted ?? round}`);
    },
    goOn: (samples) =>
      hasTime(samples, looks, { limitMs, begun }) &&
      isUnclear(samples, floor, { gate, looks }),
  });
}

/** Whether the next look would end within the limit, at the pace so far. */
function hasTime(
  [{ times } = { times: [] }]: readonly Pick<Samples, "times">[],
  looks: GateOptions["looks"],
  { limitMs, begun }: { readonly limitMs: number; readonly begun: number },
): boolean {
  const next = looks.find(({ pairs }) => pairs > times.length);
  const each = (performance.now() - begun) / times.length;
  return next === undefined || each * next.pairs <= limitMs;
}

/** Whether more pairs are needed to tell a variant from the floor. */
function isUnclear(
  samples: readonly Samples[],
  floor: string,
  { gate, looks }: GateOptions,
): boolean {
  const base = samples.find(({ name }) => name === floor);
  return base !== undefined && samples.some(({ name, times }) => {
    if (name === floor) return false;
    const { alpha } = lookAt(looks, times.length);
    const logRatios = logRatiosOf(times, base.times);
    return judge(logRatios, { gate, alpha }) === "noisy";
  });
}
