/**
 * Results of `flakes` as the summary of a job.
 *
 * @module
 */
import {
  cellOf,
  flakesTable,
  systemsOf,
} from "../flakes/report/flakes_table.ts";
import type { FlakesReport, RevisionReport } from "../flakes/result.ts";
import { codeBlock, plainText, table } from "./markdown.ts";

/** Rows that a summary shows. */
const ROWS = 50;

/** What `flakes --bisect --json` printed, and for which systems. */
export interface FoundBisection {
  readonly systems: readonly string[];
  readonly firstBad: string;
  readonly unclear: readonly string[];
  readonly revision?: RevisionReport;
}

/** The first bad commits, the grid of the newest revisions, and all results. */
export function flakesSummary(
  report: FlakesReport,
  bisections: readonly FoundBisection[],
): string {
  // Names of kinds, as "expectedFailures", become words.
  const counts =
    Object.entries(report.summary).map(([kind, count]) =>
      `${count} ${
        kind.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
      }`
    ).join(", ") + (report.interrupted ? " (interrupted)" : "");
  return [
    counts,
    ...bisections.map(firstBad),
    grid(report),
    `<details><summary>All results</summary>\n\n${
      codeBlock(flakesTable(report))
    }\n\n</details>`,
  ].join("\n\n");
}

/** First bad commits by system, as JSON. */
export function firstBadCommits(
  bisections: readonly FoundBisection[],
): string {
  const bySystem = bisections.flatMap(({ systems, firstBad }) =>
    systems.map((system) => [system, firstBad])
  );
  return JSON.stringify(Object.fromEntries(bySystem));
}

function firstBad(
  { systems, firstBad, unclear, revision }: FoundBisection,
): string {
  const error = revision?.parse.error ??
    revision?.shells.find(({ system, evaluate }) =>
      systems.includes(system) && evaluate.error !== undefined
    )?.evaluate.error;
  const line = `First bad commit for ${systems.map(plainText).join(", ")}: ` +
    `**\`${firstBad}\`**`;
  const others = unclear.map((commit) => `\`${commit}\``).join(", ");
  return [
    others === "" ? line : `${line}. It may also be one of: ${others}`,
    ...(error === undefined ? [] : [codeBlock(error)]),
  ].join("\n\n");
}

/** Newest revisions first: their end is where people look. */
function grid(report: FlakesReport): string {
  const systems = systemsOf(report);
  const shown = report.revisions.slice(-ROWS).reverse();
  const rows = shown.map((revision) => [
    titleOf(revision),
    ...systems.map((system) => {
      const verdict = cellOf(revision, system);
      if (verdict === "failed") return "**failed**";
      return verdict === "none" ? "-" : verdict;
    }),
    revision.parse.status === "failed" ? "**failed**" : revision.parse.status,
  ]);
  const left = report.revisions.length - shown.length;
  return table([
    ["revision", ...systems.map(plainText), "parse"],
    ...rows,
  ]) + (left > 0 ? `\n\n${left} more revisions are in the artifact.` : "");
}

function titleOf({ name, commits }: RevisionReport): string {
  const title = plainText(name);
  return commits.length > 1 ? `${title} (${commits.length} commits)` : title;
}
