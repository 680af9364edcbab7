/**
 * The page of a report: one file that needs nothing else.
 *
 * @module
 */
import { join, resolve } from "../../../core/files/posix_path.ts";
import type { System } from "../../../system/mod.ts";
import { cellOf, systemsOf } from "../flakes_table.ts";
import type { FlakesReport } from "../../result.ts";
import type { Revision } from "../../select/revision.ts";
import { diffsOf } from "./diffs.ts";

/** What the page is made of. */
export interface PageOptions {
  /** Directory of Hearth's own files. */
  readonly kit: string;
  readonly revisions: readonly Revision[];
  /** Where it is written, as seen from where the user is. */
  readonly file: string;
  /** An existing directory for files to be compared. */
  readonly dir: string;
}

/** Writes the page. */
export async function writePage(
  system: Pick<System, "fs" | "proc" | "env">,
  report: FlakesReport,
  { kit, revisions, file, dir }: PageOptions,
): Promise<void> {
  const { fs, env } = system;
  const here = join(kit, "lib/flakes/report/page");
  const [style = "", script = ""] = await Promise.all(
    ["page.css", "page.js"].map((name) => fs.readText(join(here, name))),
  );
  const diffs = await diffsOf(system, { report, revisions, dir });
  const page = pageOf(report, diffs, { style, script });
  await fs.writeText(resolve(env.cwd, file), page);
}

function pageOf(
  report: FlakesReport,
  diffs: readonly string[],
  { style, script }: { readonly style: string; readonly script: string },
): string {
  const named = systemsOf(report);
  const systems = named.length > 0 ? named : ["any system"];
  const cells = report.revisions.map((revision) =>
    systems.map((system) => cellOf(revision, system))
  );
  // Within a script element only "</script" and "<!--" would mean anything.
  const data = JSON.stringify({ report, systems, cells, diffs })
    .replaceAll("<", "\\u003c");
  const { passed, unknown, failed, expectedFailures, skipped } = report.summary;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Flake revisions</title>
<link rel="icon" href="data:,">
<style>
${style}</style>
</head>
<body>
<header>
<h1>Flake revisions</h1>
<p>${passed} passed, ${unknown} unknown, ${failed} failed, ${expectedFailures} failed as expected, ${skipped} skipped${
    report.interrupted ? " (interrupted)" : ""
  }</p>
</header>
<main>
<div class="grid"><table id="grid"></table></div>
<section id="detail" aria-live="polite"><p>Select a cell to see its details.</p></section>
</main>
<script type="application/json" id="report">${data}</script>
<script>
${script}</script>
</body>
</html>
`;
}
