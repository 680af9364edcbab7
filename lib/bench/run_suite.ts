/**
 * Measures every figure of a suite.
 *
 * @module
 */
import { inStage, silent, type WorkOptions } from "../reporter.ts";
import { judge, logRatiosOf, lookAt } from "./judge.ts";
import { planLooks } from "./look_plan.ts";
import { measure, type Samples } from "./measure.ts";
import type { FigureReport } from "./report.ts";
import { type GateOptions, reportFigure } from "./report_figure.ts";
import type { Suite, SuiteContext } from "./suite.ts";

/** How to measure a suite. */
export interface RunSuiteOptions extends WorkOptions {
  /** Counted rounds. @default what the suite and its figures say */
  readonly rounds?: number;
  /** Compares two commits, and goes on until it is sure or has to end. */
  readonly gating?: SuiteGate;
}

/** How to judge a suite of two commits. */
export interface SuiteGate {
  /** How much slower fails, 0.1 for 10 %. */
  readonly gate: number;
  /** How likely the suite calls something slower that is not, at most. */
  readonly alpha: number;
}

/** Opens a suite, measures it and closes it again. */
export async function runSuite(
  name: string,
  suite: Suite,
  context: SuiteContext,
  { rounds, gating, report = silent, signal }: RunSuiteOptions = {},
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
    const first = rounds ?? figure.rounds ?? suite.rounds;
    const judging = gating && {
      gate: gating.gate,
      looks: planLooks(first, gating.alpha / figures.length),
    };
    const together = judging !== undefined && figure.together === true &&
      variants.length <= navigator.hardwareConcurrency;
    const samples = await inStage(
      report,
      `${name}: ${title}`,
      (stage) => {
        let wanted = first;
        return measure(variants, {
          rounds: first,
          together,
          signal,
          onRound: (round) => stage.update(`round ${round} of ${wanted}`),
          ...(judging && {
            further: judging.looks.slice(1).map(({ pairs }) => pairs),
            goOn(taken) {
              wanted *= 2;
              return isUnclear(taken, floor, judging);
            },
          }),
        });
      },
    );
    const reported = reportFigure(name, figure, samples, judging);
    reports.push(together ? { ...reported, together } : reported);
  }
  return reports;
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
