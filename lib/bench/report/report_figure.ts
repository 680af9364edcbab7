/**
 * Turns what was measured of a figure into what is reported of it.
 *
 * @module
 */
import { compareTimes, type GateOptions } from "../statistics/judge.ts";
import type { Samples } from "../sampling/measure.ts";
import { ratioOf, summarize } from "../statistics/ratio.ts";
import type { FigureReport, VariantReport } from "./report.ts";
import type { Figure } from "../sampling/suite.ts";

/** Sums up every variant, compares it to the floor and judges the budgets. */
export function reportFigure(
  suite: string,
  { figure: { title, floor, variants, budgets = [] }, samples }: {
    readonly figure: Figure;
    readonly samples: readonly Samples[];
  },
  judging?: GateOptions,
): FigureReport {
  const base = samples.find(({ name }) => name === floor);
  if (base === undefined) throw new Error(`No floor "${floor}" in "${title}"`);
  const floorMedian = summarize(base.times).median;
  const reports = samples.map((taken): VariantReport => {
    const summary = summarize(taken.times);
    return {
      name: taken.name,
      kind: variants.find(({ name }) => name === taken.name)?.kind ?? "rival",
      times: [...taken.times],
      ...summary,
      ratio: ratioOf(taken, base),
      over: summary.median - floorMedian,
      ...(judging !== undefined && taken !== base && {
        comparison: compareTimes(taken.times, base.times, judging),
      }),
    };
  });
  return {
    suite,
    title,
    floor,
    variants: reports,
    budgets: reports.filter(({ kind }) => kind === "hearth").flatMap(
      ({ name, median }) =>
        budgets.flatMap((budget) => {
          const other = reports.find((report) => report.name === budget.of);
          // A rival that is not here leaves its budget unjudged.
          if (other === undefined || (budget.variant ?? name) !== name) {
            return [];
          }
          const found = "over" in budget
            ? median - other.median
            : median / other.median;
          const limit = "over" in budget ? budget.over : budget.ratio;
          return [{ ...budget, variant: name, found, held: found <= limit }];
        }),
    ),
  };
}
