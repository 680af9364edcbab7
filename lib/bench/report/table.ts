/**
 * Results as people read them in a terminal.
 *
 * @module
 */
import type { Comparison } from "../statistics/judge.ts";
import type { Ratio } from "../statistics/ratio.ts";
import type { FigureReport, Report, VariantReport } from "./report.ts";

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
export function ratioText({ value, low, high }: Ratio, digits = 2): string {
  const [middle, least, most] = [value, low, high].map((n) =>
    n.toFixed(digits)
  );
  return `× ${middle} (${least}–${most})`;
}

/** A verdict as people read it; the gate is 0.1 for 10 %. */
export function verdictText(
  { verdict, detectable }: Comparison,
  gate: number,
): string {
  if (verdict === "same") return `no difference beyond ${percent(gate)}`;
  if (verdict !== "noisy") return verdict;
  return `too noisy to tell (${
    detectable === undefined
      ? "too few rounds"
      : `detects ${percent(detectable)}`
  })`;
}

/** A share in percent, with as many digits as say something. */
export function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}

/** The ratio of a comparison, or that there is no bound yet. */
export function comparisonText(
  { value, low, high }: Comparison,
  digits = 3,
): string {
  return high === undefined
    ? `× ${value.toFixed(digits)}`
    : ratioText({ value, low, high }, digits);
}

/**
 * Milliseconds over the floor; those of a comparison follow from its ratio, so
 * that both name the same direction.
 */
export function overText(
  { median, over, comparison }: Pick<
    VariantReport,
    "median" | "over" | "comparison"
  >,
): string {
  const ms = comparison === undefined
    ? over
    : (median - over) * (comparison.value - 1);
  return `${ms >= 0 ? "+" : ""}${milliseconds(ms)}`;
}

function block(
  { suite, title, floor, variants, budgets, counter, ...figure }: FigureReport,
  gate: number | undefined,
): string {
  const width = Math.max(...variants.map(({ name }) => name.length));
  const rows = variants.map((variant) => {
    const { name, median, spread, ratio, comparison } = variant;
    const isFloor = name === floor;
    const times = comparison ? comparisonText(comparison) : ratioText(ratio);
    const columns = [
      name.padEnd(width),
      milliseconds(median).padStart(9),
      `± ${milliseconds(spread)}`.padEnd(11),
      isFloor ? "" : times.padEnd(20),
      isFloor ? "" : overText(variant).padStart(9),
      comparison && gate !== undefined ? verdictText(comparison, gate) : "",
    ];
    return `  ${columns.join("  ").trimEnd()}`;
  });
  const counts = counter === undefined ? [] : [
    `  instructions, counted by ${counter}`,
    ...variants.flatMap(({ name, instructions }) => {
      if (instructions === undefined) return [];
      const { median, comparison } = instructions;
      const columns = [
        name.padEnd(width),
        Math.round(median).toLocaleString("en").padStart(13),
        comparison ? comparisonText(comparison, 4) : "",
        comparison && gate !== undefined ? verdictText(comparison, gate) : "",
      ];
      return [`  ${columns.join("  ").trimEnd()}`];
    }),
  ];
  const judged = budgets.map(({ variant, of, over, found, held, ...budget }) =>
    `  ${held ? "held" : "MISSED"}: ${variant} ` +
    (over === undefined
      ? `${found.toFixed(2)} × ${of}, at most ${budget.ratio}`
      : `${milliseconds(found)} over ${of}, at most ${milliseconds(over)}`)
  );
  const rounds = variants[0]?.times.length ?? 0;
  const details = [
    `${rounds} ${rounds === 1 ? "round" : "rounds"}`,
    ...(figure.together ? ["at the same time"] : []),
    ...(figure.interrupted ? ["interrupted"] : []),
  ];
  const head = `${suite}: ${title} (${details.join(", ")})`;
  return [head, ...rows, ...counts, ...judged].join("\n");
}
