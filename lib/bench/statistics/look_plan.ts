/**
 * When a comparison looks at its pairs, fixed before the first is measured.
 *
 * @module
 */

/** A planned look. */
export interface Look {
  /** Pairs measured until then. */
  readonly pairs: number;
  /** Probability with which each claim at this look may be wrong. */
  readonly alpha: number;
}

/** How likely a run calls something slower that is not, at most. */
export const ALPHA = 0.01;

/** Shares of the error that four looks spend, early ones the least. */
export const FOUR_LOOKS: readonly number[] = [1 / 8, 1 / 8, 1 / 4, 1 / 2];

/** Shares of the error that two looks spend: those of instructions. */
export const TWO_LOOKS: readonly number[] = [1 / 2, 1 / 2];

/** Counted pairs at the first look: fewer could not prove anything in a run. */
export const COUNTED_PAIRS = 16;

/**
 * Plans looks, four where nothing else is said, each after twice as many pairs as the one before.
 *
 * A comparison that may stop at several looks has as many chances to be wrong.
 * So the looks share one `alpha`, and the sum of their errors is at most that
 * (Bonferroni), however their results depend on one another.
 *
 * K. K. G. Lan and D. L. DeMets, "Discrete Sequential Boundaries for Clinical
 * Trials", Biometrika 70(3), 1983; E. V. Slud and L. J. Wei, "Two-Sample
 * Repeated Significance Tests Based on the Modified Wilcoxon Statistic",
 * Journal of the American Statistical Association 77(380), 1982.
 */
export function planLooks(
  first: number,
  alpha: number,
  shares = FOUR_LOOKS,
): Look[] {
  return shares.map((share, look) => ({
    pairs: first * 2 ** look,
    alpha: alpha * share,
  }));
}
