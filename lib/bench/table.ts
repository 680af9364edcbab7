/**
 * Results as people read them in a terminal.
 *
 * @module
 */
import { judge, type Verdict } from "./gate.ts";
import type { Ratio } from "./ratio.ts";
import type { FigureReport, Report } from "./report.ts";

/** What a verdict is called. */
const WORDS: Readonly<Record<Verdict, string>> = {
  slower: "slower",
  within: "within the gate",
  unclear: "not proven",
};

/** One block for each figure. */
export function resultTable({ figures, against }: Report): string {
  return figures.map((figure) => block(figure, against?.gate)).join("\n\n");
}

/** Milliseconds, with as many digits as say something. */
export function milliseconds(ms: number): string {
  const size = Math.abs(ms);
  return `${ms.toFixed(size < 10 ? 2 : size < 100 ? 1 : 0)} ms`;
}

/** A ratio with its interval. */
export function ratioText({ value, low, high }: Ratio): string {
  const [middle, least, most] = [value, low, high].map((n) => n.toFixed(2));
  return `× ${middle} (${least}–${most})`;
}

function block(
  { suite, title, floor, variants, budgets }: FigureReport,
  gate: number | undefined,
): string {
  const width = Math.max(...variants.map(({ name }) => name.length));
  const rows = variants.map(({ name, median, spread, ratio, over }) => {
    const isFloor = name === floor;
    const columns = [
      name.padEnd(width),
      milliseconds(median).padStart(9),
      `± ${milliseconds(spread)}`.padEnd(11),
      isFloor ? "" : ratioText(ratio).padEnd(20),
      isFloor ? "" : `${over >= 0 ? "+" : ""}${milliseconds(over)}`.padStart(9),
      isFloor || gate === undefined ? "" : WORDS[judge(ratio, gate)],
    ];
    return `  ${columns.join("  ").trimEnd()}`;
  });
  const judged = budgets.map(({ variant, of, over, found, held, ...budget }) =>
    `  ${held ? "held" : "MISSED"}: ${variant} ` +
    (over === undefined
      ? `${found.toFixed(2)} × ${of}, at most ${budget.ratio}`
      : `${milliseconds(found)} over ${of}, at most ${milliseconds(over)}`)
  );
  const rounds = variants[0]?.times.length ?? 0;
  const head = `${suite}: ${title} (${rounds} rounds)`;
  return [head, ...rows, ...judged].join("\n");
}
