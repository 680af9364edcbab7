/**
 * A report as Markdown, for a pull request or the summary of a CI job.
 *
 * @module
 */
import { resolve } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";
import type { FlakesReport, Result, RevisionReport } from "../result.ts";
import { cellOf, systemsOf, type Verdict } from "./flakes_table.ts";
import { tiersOf } from "./summary.ts";

const WORDS: Readonly<Record<Verdict, string>> = {
  passed: "✅ passed",
  unknown: "❔ unknown",
  skipped: "➖ skipped",
  known: "☑️ failed as expected",
  failed: "❌ failed",
  none: "",
};

/** Results that are listed; a long history has thousands. */
const MOST_LISTED = 30;

/** Writes the report below what the file has: `GITHUB_STEP_SUMMARY` has more. */
export async function writeMarkdown(
  { fs, env }: Pick<System, "fs" | "env">,
  { report, file }: { readonly report: FlakesReport; readonly file: string },
): Promise<void> {
  const path = resolve(env.cwd, file);
  const before = await fs.readText(path) ?? "";
  await fs.writeText(path, `${before}${markdownOf(report)}`);
}

/** A line of numbers, a table, and a list of what did not pass. */
export function markdownOf(report: FlakesReport): string {
  const { passed, failed, unknown, skipped, expectedFailures } = report.summary;
  const counts = [
    [passed, "passed"],
    [failed, "failed"],
    [expectedFailures, "failed as expected"],
    [unknown, "unknown"],
    [skipped, "skipped"],
  ] as const;
  const numbers = counts.filter(([count]) => count > 0)
    .map(([count, words]) => `${count} ${words}`).join(", ");
  const systems = systemsOf(report);
  const row = (cells: readonly string[]): string =>
    `| ${cells.map(cellText).join(" | ")} |`;
  const table = [
    row(["Revision", ...systems]),
    row(["---", ...systems.map(() => "---")]),
    ...report.revisions.map((revision) =>
      row([
        nameOf(revision),
        ...systems.map((system) => WORDS[cellOf(revision, system)]),
      ])
    ),
  ];
  const failures = listOf(report, "failed");
  const unclear = listOf(report, "unknown");
  return `${
    [
      `### Flakes: ${numbers || "nothing tested"}`,
      table.join("\n"),
      ...failures.length > 0 ? [failures.join("\n")] : [],
      ...unclear.length > 0
        ? [
          `<details><summary>What is unknown, and why</summary>`,
          unclear.join("\n"),
          "The real nixpkgs decides it: run `flakes` with `--nixpkgs locked`.",
          "</details>",
        ]
        : [],
    ].join("\n\n")
  }\n`;
}

function nameOf({ name, commits }: RevisionReport): string {
  return commits.length > 1 ? `${name} (${commits.length} commits)` : name;
}

/** A line for each result of a kind, but for expected ones. */
function listOf(
  { revisions }: FlakesReport,
  status: Result["status"],
): string[] {
  const lines = revisions.flatMap(({ name, parse, shells }) => [
    ...lineOf(name, { where: "parse", result: parse, status }),
    ...shells.flatMap((shell) =>
      tiersOf(shell).flatMap((result) =>
        lineOf(name, {
          where: `${shell.system} ${shell.shell}`,
          result,
          status,
        })
      )
    ),
  ]);
  const more = lines.length - MOST_LISTED;
  return more > 0
    ? [...lines.slice(0, MOST_LISTED), `- and ${more} more`]
    : lines;
}

function lineOf(
  name: string,
  { where, result, status }: {
    readonly where: string;
    readonly result: Result;
    readonly status: Result["status"];
  },
): string[] {
  if (result.status !== status || result.expected) return [];
  const { error = "", reason = "" } = result;
  const text = (status === "failed" ? error || reason : reason || error)
    .split("\n")[0] ?? "";
  return [
    `- **${cellText(name)}** ${cellText(where)}: \`${
      text.replaceAll("`", "'")
    }\``,
  ];
}

/** Text that ends no cell and begins no markup. */
function cellText(text: string): string {
  return text.replaceAll(/[|<*_`\\]/g, "\\$&");
}
