/**
 * A report as people read it.
 *
 * @module
 */
import { inColumns } from "../../core/text/columns.ts";
import type { FlakesReport, Result, RevisionReport } from "../result.ts";
import { resultsOf, tiersOf } from "./summary.ts";

/** What a cell says, from good to bad. */
export type Verdict =
  | "passed"
  | "unknown"
  | "skipped"
  | "known"
  | "failed"
  | "none";

const ORDER: readonly Verdict[] = [
  "none",
  "passed",
  "unknown",
  "skipped",
  "known",
  "failed",
];

/** The verdict on one result; `known` is a failure that was expected. */
export function verdictOf({ status, expected }: Result): Verdict {
  return status === "failed" && expected ? "known" : status;
}

/** The verdict on a revision for a system: the worst of its results. */
export function cellOf(
  { parse, shells }: RevisionReport,
  system: string,
): Verdict {
  if (parse.status === "failed") return verdictOf(parse);
  const mine = shells.filter((shell) =>
    shell.system === system || shell.system === "*"
  );
  return worst(mine.flatMap(tiersOf).map(verdictOf));
}

function worst(verdicts: readonly Verdict[]): Verdict {
  const ranks = verdicts.map((verdict) => ORDER.indexOf(verdict));
  return ORDER[Math.max(0, ...ranks)] ?? "none";
}

/** Systems that any revision names, sorted. */
export function systemsOf(
  { revisions }: Pick<FlakesReport, "revisions">,
): string[] {
  const systems = revisions.flatMap(({ shells }) =>
    shells.map(({ system }) => system)
  ).filter((system) => system !== "*");
  return [...new Set(systems)].sort();
}

/** A table of revisions and systems, what went wrong, and the numbers. */
export function flakesTable(report: FlakesReport): string {
  const systems = systemsOf(report);
  const columns = systems.length > 0 ? systems : ["parse"];
  const rows = [
    ["REVISION", ...columns],
    ...report.revisions.map((revision) => [
      titleOf(revision),
      ...columns.map((system) =>
        system === "parse"
          ? noShell(revision)
          : cellOf(revision, system).replace("none", "-")
      ),
    ]),
  ];
  const wrong = report.revisions.flatMap(complaints);
  return [inColumns(rows), wrong.join("\n"), numbers(report)]
    .filter((part) => part !== "").join("\n\n");
}

/** What came of a revision, in a line. */
export function lineOf(revision: RevisionReport): string {
  return `${revision.name}: ${worst(resultsOf(revision).map(verdictOf))}`;
}

function noShell(revision: RevisionReport): string {
  return revision.shells.length > 0
    ? cellOf(revision, "*")
    : verdictOf(revision.parse);
}

function titleOf({ name, commits }: RevisionReport): string {
  return commits.length > 1 ? `${name} (${commits.length} commits)` : name;
}

/** A line for each result that did not simply pass. */
function complaints({ name, parse, shells }: RevisionReport): string[] {
  const of = (where: string, result: Result): string[] => {
    const { status, error, reason } = result;
    const text = (status === "failed" ? error ?? reason : reason ?? error)
      ?.split("\n").join(" ");
    if (result.status === "passed") return [];
    const verdict = result.expected
      ? `failed as expected (${result.reason})`
      : result.status;
    return [`${name} ${where}: ${verdict}: ${text ?? ""}`];
  };
  return [
    ...of("parse", parse),
    ...shells.flatMap((shell) => {
      const { system, evaluate, enter, smoke } = shell;
      const place = system === "*" ? "" : ` ${system} ${shell.shell}`;
      return [
        ...of(`evaluate${place}`, evaluate),
        ...(enter ? of(`enter${place}`, enter) : []),
        ...(smoke ? of(`smoke${place}`, smoke) : []),
      ];
    }),
  ];
}

function numbers(
  { nixpkgs, unknown, summary, interrupted }: FlakesReport,
): string {
  const { passed, failed, expectedFailures, skipped } = summary;
  const counts = [
    `${passed} passed`,
    `${summary.unknown} unknown`,
    `${failed} failed`,
    `${expectedFailures} failed as expected`,
    `${skipped} skipped`,
  ].join(", ");
  const names = unknown.length === 0 ? "" : `Unknown: ${unknown.join(", ")}\n`;
  // Only where something else than the real nixpkgs left it open.
  const decide = summary.unknown > 0 && /^(auto|host)$/.test(nixpkgs)
    ? "The real nixpkgs decides what is unknown: add --nixpkgs locked\n"
    : "";
  return `${names}${decide}${counts}${interrupted ? " (interrupted)" : ""}`;
}
