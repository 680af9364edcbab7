/**
 * Measures every figure of a suite.
 *
 * @module
 */
import { inStage, silent, type WorkOptions } from "../reporter.ts";
import { isUnclear } from "./gate.ts";
import { measure } from "./measure.ts";
import type { FigureReport } from "./report.ts";
import { reportFigure } from "./report_figure.ts";
import type { Suite, SuiteContext } from "./suite.ts";

/** How to measure a suite. */
export interface RunSuiteOptions extends WorkOptions {
  /** Counted rounds. @default what the suite and its figures say */
  readonly rounds?: number;
  /** Goes on until each ratio is on one side of this gate, 0.1 for 10 %. */
  readonly gate?: number;
}

/** Opens a suite, measures it and closes it again. */
export async function runSuite(
  name: string,
  suite: Suite,
  context: SuiteContext,
  { rounds, gate, report = silent, signal }: RunSuiteOptions = {},
): Promise<FigureReport[]> {
  await using stack = new AsyncDisposableStack();
  const figures = await inStage(
    report,
    `${name}: preparing`,
    () => suite.open(context, stack),
  );
  const reports: FigureReport[] = [];
  for (const figure of figures) {
    const { title, floor, variants } = figure;
    const wanted = rounds ?? figure.rounds ?? suite.rounds;
    const samples = await inStage(
      report,
      `${name}: ${title}`,
      (stage) =>
        measure(variants, {
          rounds: wanted,
          signal,
          onRound: (round) => stage.update(`round ${round} of ${wanted}`),
          ...(gate !== undefined && {
            goOn: (taken) => isUnclear(taken, { floor, gate }),
          }),
        }),
    );
    reports.push(reportFigure(name, figure, samples));
  }
  return reports;
}
