/**
 * Wilcoxon's signed-rank test, with Winsorized scores, of pairs that were
 * measured in random order.
 *
 * @module
 */
import { probit } from "simple-statistics";

/** Where the center of differences is, with a bound on each side. */
export interface Center {
  /** Hodges and Lehmann's estimate. */
  readonly value: number;
  /** `-Infinity` where there are too few differences for a bound. */
  readonly low: number;
  /** `Infinity` where there are too few differences for a bound. */
  readonly high: number;
}

/** Differences up to which the distribution is computed exactly. */
const EXACT = 300;

/**
 * Share of the ranks that keep a score of their own; all above score the same.
 * On recorded pairs, whose tails are heavy, this sees more changes than ranks
 * alone (1) or signs alone (0).
 */
const SCORED = 1 / 3;

/** Halvings of the range in which a bound is sought: beyond double precision. */
const HALVINGS = 60;

/**
 * Whether differences prove, at level `alpha`, that their center is above
 * `bound`.
 *
 * Within a pair, a coin decides what runs first. If both sides take as long
 * (after `bound` was taken off), each difference is as likely to be positive as
 * negative, whatever the machine does: the test is a randomization test, exact
 * for any distribution, heavy tails and drift included. Ties count against the
 * claim.
 *
 * F. Wilcoxon, "Individual Comparisons by Ranking Methods", Biometrics
 * Bulletin 1(6), 1945; G. E. Policello and T. P. Hettmansperger, "Adaptive
 * Robust Procedures for the One-Sample Location Problem", Journal of the
 * American Statistical Association 71(355), 1976, for the Winsorized scores.
 */
export function isAbove(
  differences: readonly number[],
  { bound, alpha }: { readonly bound: number; readonly alpha: number },
): boolean {
  const critical = criticalSum(differences.length, alpha);
  // Most claims fail already if what speaks against them had the least scores.
  let opposing = 0;
  for (const difference of differences) if (difference <= bound) opposing++;
  return leastSum(opposing, differences.length) <= critical &&
    opposingSum(differences, bound) <= critical;
}

/**
 * The center of differences, and the bounds that {@linkcode isAbove} and its
 * mirror image prove, each at level `alpha`.
 *
 * J. L. Hodges and E. L. Lehmann, "Estimates of Location Based on Rank Tests",
 * Annals of Mathematical Statistics 34(2), 1963.
 */
export function centerOf(
  differences: readonly number[],
  alpha: number,
): Center {
  const mirrored = differences.map((difference) => -difference);
  const half = leastSum(differences.length, differences.length) / 2;
  const critical = criticalSum(differences.length, alpha);
  const bounded = critical >= 0;
  return {
    value: (turn(differences, half) - turn(mirrored, half)) / 2,
    low: bounded ? turn(differences, critical) : -Infinity,
    high: bounded ? -turn(mirrored, critical) : Infinity,
  };
}

/** Score of each rank, from the first on; `scored` is the highest. */
function scoresOf(
  count: number,
  scored = Math.ceil(count * SCORED),
): number[] {
  return Array.from({ length: count }, (_, at) => Math.min(at + 1, scored));
}

/** Sum of the lowest scores of so many. */
function leastSum(lowest: number, count: number): number {
  const scored = Math.min(lowest, Math.ceil(count * SCORED));
  return scored * (scored + 1) / 2 + (lowest - scored) * scored;
}

/** The largest bound above which the differences still are by their scores. */
function turn(differences: readonly number[], critical: number): number {
  let low = Math.min(...differences) - 1;
  let high = Math.max(...differences) + 1;
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (opposingSum(differences, middle) <= critical) low = middle;
    else high = middle;
  }
  return low;
}

/** Sum of the scores of what speaks against a center above `bound`. */
function opposingSum(
  differences: readonly number[],
  bound: number,
): number {
  const sizes = Float64Array.from(
    differences,
    (difference) => Math.abs(difference - bound),
  ).sort();
  const scored = Math.ceil(differences.length * SCORED);
  let sum = 0;
  for (const difference of differences) {
    if (difference > bound) continue;
    sum += Math.min(lastRank(sizes, bound - difference), scored);
  }
  return sum;
}

/** How many sizes are at most `size`: its rank, the worst of those tied. */
function lastRank(sizes: Float64Array, size: number): number {
  let low = 0;
  let high = sizes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sizes[middle] ?? Infinity) <= size) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** By counts of differences and highest scores. */
const distributions = new Map<string, Float64Array>();

/**
 * The largest sum of scores that chance reaches with a probability of at most
 * `alpha`; -1 when even a sum of zero is likelier. With as many scores as ranks
 * it is Wilcoxon's.
 *
 * @throws {RangeError} for an `alpha` of a half or more
 */
export function criticalSum(
  count: number,
  alpha: number,
  scored?: number,
): number {
  if (alpha >= 0.5) throw new RangeError(`Level is not below 0.5: ${alpha}`);
  const key = `${count} ${scored}`;
  const known = distributions.get(key);
  const scores = known === undefined ? scoresOf(count, scored) : [];
  if (count > EXACT) {
    const mean = scores.reduce((sum, score) => sum + score, 0) / 2;
    const squares = scores.reduce((sum, score) => sum + score ** 2, 0);
    return Math.floor(mean + probit(alpha) * Math.sqrt(squares) / 2 - 0.5);
  }
  const cumulative = known ?? cumulativeOf(scores);
  distributions.set(key, cumulative);
  let low = 0;
  let high = cumulative.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cumulative[middle] ?? 1) <= alpha) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * For each sum from zero on, how likely chance stays at or below it. Only the
 * lower half: no claim is proven beyond it.
 */
function cumulativeOf(scores: readonly number[]): Float64Array {
  const most = scores.reduce((sum, score) => sum + score, 0);
  const sums = new Float64Array(Math.floor(most / 2) + 1);
  sums[0] = 1;
  for (const score of scores) {
    for (let sum = sums.length - 1; sum >= 0; sum--) {
      sums[sum] = ((sums[sum] ?? 0) + (sums[sum - score] ?? 0)) / 2;
    }
  }
  let total = 0;
  return sums.map((chance) => total += chance);
}
