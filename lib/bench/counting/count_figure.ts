/**
 * Instructions of a figure's work, beside the time that it takes.
 *
 * @module
 */
import { median } from "simple-statistics";
import type { InstructionCounter } from "./instruction_counter.ts";
import { compareTimes } from "../statistics/judge.ts";
import {
  measurePairs,
  type MeasurePairsOptions,
} from "../sampling/measure_pairs.ts";
import type { FigureReport } from "../report/report.ts";
import type { Figure } from "../sampling/suite.ts";

/** Whether each of a figure's variants executes the same at each run. */
export function isCountable({ variants }: Figure): boolean {
  return variants.length > 0 &&
    variants.every(({ countable }) => countable !== undefined);
}

/** Counts a figure's work in pairs and adds what came of it to its report. */
export async function countFigure(
  figure: Figure,
  { report, counter }: {
    readonly report: FigureReport;
    readonly counter: InstructionCounter;
  },
  options: Omit<MeasurePairsOptions, "floor" | "together">,
): Promise<FigureReport> {
  const { floor } = figure;
  const variants = figure.variants.flatMap(({ countable, ...variant }) =>
    countable === undefined
      ? []
      : [{ ...variant, run: () => counter.count(countable, options.signal) }]
  );
  // What runs beside it does not change a count.
  const together = true;
  const samples = await measurePairs(variants, { ...options, floor, together });
  const base = samples.find(({ name }) => name === floor);
  return {
    ...report,
    counter: counter.tool,
    variants: report.variants.map((variant) => {
      const times = samples.find(({ name }) => name === variant.name)?.times;
      if (times === undefined || base === undefined) return variant;
      return {
        ...variant,
        instructions: {
          counts: [...times],
          median: median([...times]),
          ...(variant.name !== floor && {
            comparison: compareTimes(times, base.times, options),
          }),
        },
      };
    }),
  };
}
