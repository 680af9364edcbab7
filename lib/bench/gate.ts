/**
 * Whether a change made something slower: the verdict that fails CI.
 *
 * @module
 */
import type { Samples } from "./measure.ts";
import { type Ratio, ratioOf } from "./ratio.ts";

/**
 * `slower`: the whole interval of the ratio lies beyond the gate; `within`:
 * all of it lies before; `unclear`: the gate is inside, so that nothing is
 * proven.
 */
export type Verdict = "slower" | "within" | "unclear";

/** Counted rounds after which an unclear comparison is left as it is. */
const MOST = 80;

/** Judges a ratio by a gate, 0.1 for ten percent. */
export function judge({ low, high }: Ratio, gate: number): Verdict {
  if (low > 1 + gate) return "slower";
  return high < 1 + gate ? "within" : "unclear";
}

/**
 * Whether more rounds would help: a gate lies inside the interval of one of
 * the variants, and there are not yet too many rounds.
 */
export function isUnclear(
  samples: readonly Samples[],
  { floor, gate }: { readonly floor: string; readonly gate: number },
): boolean {
  const base = samples.find(({ name }) => name === floor);
  if (base === undefined || base.times.length >= MOST) return false;
  return samples.some((variant) =>
    variant !== base && judge(ratioOf(variant, base), gate) === "unclear"
  );
}
