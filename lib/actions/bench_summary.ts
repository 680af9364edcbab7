/**
 * Results of `bench` as the summary of a job.
 *
 * @module
 */
import type { FigureReport, Report } from "../bench/report/report.ts";
import {
  comparisonText,
  milliseconds,
  percent,
  resultTable,
  verdictText,
} from "../bench/report/table.ts";
import type { Comparison, Verdict } from "../bench/statistics/judge.ts";
import { codeBlock, plainText, table } from "./markdown.ts";

/** Characters of the longest bar of a figure. */
const WIDTH = 40;

/** Verdicts in the order in which a reader wants to know of them. */
const VERDICTS: readonly Verdict[] = ["slower", "faster", "noisy", "same"];

/**
 * With another commit, first the verdicts; then a bar chart, and the table that
 * `bench` prints. The chart is made of characters, because summaries show no
 * SVG that a job brings along.
 */
export function benchSummary(report: Report): string {
  const { figures, notes, against } = report;
  const width = Math.max(
    0,
    ...figures.flatMap(({ variants }) => variants)
      .map(({ name }) => name.length),
  );
  const chart = figures.map((figure) => bars(figure, width)).join("\n\n");
  return [
    ...(against === undefined ? [] : [verdicts(figures, against)]),
    ...(figures.length > 0 ? [codeBlock(chart)] : []),
    `<details><summary>All numbers</summary>\n\n${
      codeBlock(resultTable(report))
    }\n\n</details>`,
    ...(notes.length > 0 ? [codeBlock(notes.join("\n"))] : []),
  ].join("\n\n");
}

/** One comparison of two commits. */
interface Judged {
  readonly figure: string;
  readonly before: string;
  readonly after: string;
  readonly comparison: Comparison;
  readonly digits: number;
}

/** What is slower first. */
function verdicts(
  figures: readonly FigureReport[],
  { ref, gate }: NonNullable<Report["against"]>,
): string {
  const judged = figures.flatMap(judgedIn);
  const rows = VERDICTS.flatMap((verdict) =>
    judged.filter(({ comparison }) => comparison.verdict === verdict)
  ).map(({ figure, before, after, comparison, digits }) => {
    const text = verdictText(comparison, gate);
    return [
      plainText(figure),
      before,
      after,
      comparisonText(comparison, digits),
      comparison.verdict === "slower" ? `**${text}**` : text,
    ];
  });
  const line = `Compared with \`${ref}\`; more than ${percent(gate)} slower ` +
    "fails.";
  const heads = ["", `\`${ref}\``, "this commit", "ratio", "verdict"];
  return rows.length === 0 ? line : `${line}\n\n${table([heads, ...rows])}`;
}

/** The times of a figure, and its instructions where they were counted. */
function judgedIn(
  { suite, title, floor, variants }: FigureReport,
): Judged[] {
  const figure = `${suite}: ${title}`;
  const base = variants.find(({ name }) => name === floor);
  if (base === undefined) return [];
  return variants.flatMap(({ median, comparison, instructions }) => {
    const counted = instructions?.comparison;
    return [
      ...(comparison === undefined ? [] : [{
        figure,
        before: milliseconds(base.median),
        after: milliseconds(median),
        comparison,
        digits: 3,
      }]),
      ...(counted === undefined ? [] : [{
        figure: `${figure}, instructions`,
        before: instructionsText(base.instructions?.median),
        after: instructionsText(instructions?.median),
        comparison: counted,
        digits: 4,
      }]),
    ];
  });
}

function instructionsText(count = 0): string {
  return Math.round(count).toLocaleString("en");
}

/** One bar for each variant, by its median. */
function bars({ suite, title, variants }: FigureReport, width: number): string {
  const longest = Math.max(...variants.map(({ median }) => median));
  const rows = variants.map(({ name, median }) => {
    const share = longest > 0 ? median / longest : 0;
    const bar = "█".repeat(Math.round(share * WIDTH));
    return `  ${name.padEnd(width)}  ${bar} ${milliseconds(median)}`;
  });
  return [`${suite}: ${title}`, ...rows].join("\n");
}
