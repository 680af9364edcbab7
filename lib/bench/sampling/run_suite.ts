/**
 * Measures every figure of a suite.
 *
 * @module
 */
import { inStage, silent, type WorkOptions } from "../../core/reporter.ts";
import { countFigure, isCountable } from "../counting/count_figure.ts";
import type { InstructionCounter } from "../counting/instruction_counter.ts";
import {
  COUNTED_PAIRS,
  planLooks,
  TWO_LOOKS,
} from "../statistics/look_plan.ts";
import { KeptSamples } from "./kept_samples.ts";
import { measure } from "./measure.ts";
import { measurePairs, runTogether } from "./measure_pairs.ts";
import type { FigureReport } from "../report/report.ts";
import { reportFigure } from "../report/report_figure.ts";
import type { Figure, Suite, SuiteContext } from "./suite.ts";

/** How to measure a suite. */
export interface RunSuiteOptions extends WorkOptions {
  /** Counted rounds. @default what the suite and its figures say */
  readonly rounds?: number;
  /** Called with each figure as soon as it is measured. */
  readonly onFigure?: (figure: FigureReport) => void;
  /** Compares two commits, and goes on until it is sure or has to end. */
  readonly gating?: SuiteGate;
}

/** How to judge a suite of two commits. */
export interface SuiteGate {
  /** How much slower fails, 0.1 for 10 %. */
  readonly gate: number;
  /** How likely the suite calls something slower that is not, at most. */
  readonly alpha: number;
  /** Milliseconds that a figure's comparison may take. */
  readonly limitMs: number;
  /** Counts instructions, too, where the work is deterministic. */
  readonly counter?: InstructionCounter | undefined;
}

/** Opens a suite, measures its figures and closes it again. */
export async function runSuite(
  name: string,
  { suite, context }: { readonly suite: Suite; readonly context: SuiteContext },
  { rounds, onFigure, gating, report = silent, signal }: RunSuiteOptions = {},
): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const figures = await inStage(
    report,
    `${name}: preparing`,
    () => suite.open(context, stack),
  );
  for (const figure of figures) {
    const options = {
      report,
      signal,
      rounds: rounds ?? figure.rounds ?? suite.rounds,
      onFigure,
    };
    await (gating === undefined
      ? measureFigure(name, figure, options)
      : compareFigure(name, figure, {
        ...options,
        gating: { ...gating, alpha: gating.alpha / figures.length },
      }));
  }
}

type FigureOptions =
  & Required<WorkOptions>
  & {
    readonly rounds: number;
    readonly onFigure: RunSuiteOptions["onFigure"] | undefined;
  };

/** Measures a figure as often as it says. */
async function measureFigure(
  suite: string,
  figure: Figure,
  { rounds, report, signal, onFigure }: FigureOptions,
): Promise<void> {
  const kept = new KeptSamples();
  const samples = await inStage(
    report,
    `${suite}: ${figure.title}`,
    (stage) =>
      measure(figure.variants, {
        rounds,
        signal,
        onRound(round, samples) {
          kept.keep(samples);
          stage.update(`round ${round} of ${rounds}`);
        },
      }),
  ).catch((error: unknown) => {
    kept.report(suite, figure, { signal, onFigure });
    throw error;
  });
  onFigure?.(reportFigure(suite, { figure, samples }));
}

/** Measures a figure of two commits until the gate is sure. */
async function compareFigure(
  suite: string,
  figure: Figure,
  { rounds, report, signal, gating, onFigure }: FigureOptions & {
    readonly gating: SuiteGate;
  },
): Promise<void> {
  const { title, floor, variants, together = false } = figure;
  const { gate } = gating;
  const counter = isCountable(figure) ? gating.counter : undefined;
  // Time and instructions share the figure's error.
  const alpha = counter === undefined ? gating.alpha : gating.alpha / 2;
  const looks = planLooks(rounds, alpha);
  const kept = new KeptSamples();
  const samples = await inStage(
    report,
    `${suite}: ${title}`,
    (stage) =>
      measurePairs(variants, {
        gate,
        looks,
        floor,
        together,
        stage,
        signal,
        limitMs: gating.limitMs,
        onPair: (samples) => kept.keep(samples),
      }),
  ).catch((error: unknown) => {
    kept.report(suite, figure, { signal, onFigure });
    throw error;
  });
  const timed = reportFigure(suite, { figure, samples }, { gate, looks });
  const reported = runTogether(together, variants.length)
    ? { ...timed, together: true }
    : timed;
  const counted = counter === undefined ? reported : await inStage(
    report,
    `${suite}: ${title}, instructions`,
    (stage) =>
      countFigure(figure, { report: reported, counter }, {
        gate,
        stage,
        signal,
        looks: planLooks(COUNTED_PAIRS, alpha, TWO_LOOKS),
      }),
  ).catch((error: unknown) => {
    // The times are complete.
    if (signal?.aborted) onFigure?.(reported);
    throw error;
  });
  onFigure?.(counted);
}
