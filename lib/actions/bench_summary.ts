/**
 * Results of `bench` as the summary of a job.
 *
 * @module
 */
import type { FigureReport, Report } from "../bench/report/report.ts";
import { resultTable } from "../bench/report/table.ts";
import { codeBlock } from "./markdown.ts";

/** Characters of the longest bar of a figure. */
const WIDTH = 40;

/**
 * A bar chart and the table that `bench` prints. The chart is made of
 * characters, because summaries show no SVG that a job brings along.
 */
export function benchSummary(report: Report): string {
  const { figures, notes } = report;
  return [
    figures.map(bars).join("\n\n"),
    resultTable(report),
    ...(notes.length > 0 ? [notes.join("\n")] : []),
  ].map(codeBlock).join("\n\n");
}

/** One bar for each variant, by its median. */
function bars({ suite, title, variants }: FigureReport): string {
  const longest = Math.max(...variants.map(({ median }) => median));
  const width = Math.max(...variants.map(({ name }) => name.length));
  const rows = variants.map(({ name, median }) => {
    const share = longest > 0 ? median / longest : 0;
    return `  ${name.padEnd(width)}  ${"█".repeat(Math.round(share * WIDTH))}`;
  });
  return [`${suite}: ${title}`, ...rows].join("\n");
}
