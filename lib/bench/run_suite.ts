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
  const preparing = report.stage(`${name}: preparing`);
  await using open = await suite.open(context).catch((error) => {
    preparing.failed();
    throw error;
  });
  preparing.done();
  const figures: FigureReport[] = [];
  for (const figure of open.figures) {
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
    figures.push(reportFigure(name, figure, samples));
  }
  return figures;
}
