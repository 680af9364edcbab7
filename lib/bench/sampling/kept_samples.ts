/**
 * What is known of a figure when its measuring is interrupted.
 *
 * @module
 */
import { reportFigure } from "../report/report_figure.ts";
import type { FigureReport } from "../report/report.ts";
import type { Samples } from "./measure.ts";
import type { Figure } from "./suite.ts";

/** The complete rounds of a figure so far. */
export class KeptSamples {
  #samples: readonly Samples[] = [];

  /** Keeps the rounds that are complete now. */
  keep(samples: readonly Samples[]): void {
    this.#samples = samples.map(({ name, times }) => ({
      name,
      times: [...times],
    }));
  }

  /**
   * Reports them after an interruption. Two commits get no verdict: it holds
   * at the planned numbers of pairs only.
   */
  report(
    suite: string,
    figure: Figure,
    { signal, onFigure }: {
      readonly signal: AbortSignal | undefined;
      readonly onFigure: ((figure: FigureReport) => void) | undefined;
    },
  ): void {
    if (!signal?.aborted || this.#samples.length === 0) return;
    const report = reportFigure(suite, { figure, samples: this.#samples });
    onFigure?.({ ...report, budgets: [], interrupted: true });
  }
}
