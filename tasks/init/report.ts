/**
 * What `init` says.
 *
 * @module
 */
import type { Reporter } from "../../lib/core/reporter.ts";
import { shellQuote } from "../../lib/core/text/shell_quote.ts";
import { oneLine } from "../../lib/core/text/one_line.ts";
import type { InitPlan } from "../../lib/init/init_workspace.ts";
import { VERSION } from "../../lib/core/version.ts";

/** The report for programs, as one JSON object. */
export function initReport(
  root: string,
  { proposal, writes, kept }: InitPlan,
  { diff }: { readonly diff?: string },
): string {
  return JSON.stringify({
    root,
    written: diff === undefined ? writes.map(({ path }) => path) : [],
    kept,
    found: proposal?.found ?? [],
    guesses: proposal?.guesses ?? [],
    services: proposal?.services.map(({ name }) => name) ?? [],
    secrets: proposal?.secrets.map(({ name }) => name) ?? [],
    unmapped: proposal?.unmapped ?? [],
    ...(diff !== undefined && { diff }),
  });
}

/** The report for people. */
export function reportPlan(
  report: Reporter,
  { proposal, writes, kept, isWhole }: InitPlan,
  { dryRun, dir = "." }: {
    readonly dryRun: boolean;
    /** The directory as it was typed. */
    readonly dir?: string;
  },
): void {
  // Names of files may hold anything.
  const note = (text: string): void => report.note(oneLine(text));
  const indented = (text: string, indent = "  "): void =>
    report.note(indent + oneLine(text));
  for (const line of proposal?.found ?? []) note(`Found ${line}`);
  if (proposal !== undefined && proposal.services.length === 0) {
    const line = proposal.unmapped.map(({ add = "" }) => add)
      .find((add) => /^[\w"-]+: .*,$/.test(add));
    note("Found nothing to start. Add a service to workspace.ts, for example:");
    indented(line ?? 'app: streamlit({ script: "app.py" }),');
  }
  for (const line of proposal?.guesses ?? []) note(`Guessed. ${line}`);
  if (!isWhole) report.warn("Very many files: looked at the nearest ones only");
  for (const { path, before } of writes) {
    const verb = before === undefined ? "write" : "add lines to";
    const done = before === undefined ? "Wrote" : "Added lines to";
    note(dryRun ? `Would ${verb} ${path}` : `${done} ${path}`);
  }
  for (const { path, why, add } of kept) {
    if (why === undefined) continue;
    note(`Kept ${path}: ${why}`);
    if (add !== undefined) indented(add);
  }
  const unmapped = proposal?.unmapped ?? [];
  if (unmapped.length > 0) report.note("Not in workspace.ts:");
  for (const { what, add } of unmapped) {
    indented(what);
    if (add !== undefined) indented(add, "    ");
  }
  if (writes.length === 0) report.note("Nothing to change");
  else if (!dryRun) {
    const isPlain = /^[\w./-]+$/.test(dir);
    const change = dir === "."
      ? ""
      : `cd ${isPlain ? dir : shellQuote(dir)} && `;
    report.note(`Next: ${change}${launcher(kept)} start`);
  }
}

/** How to type a command: without the wrapper, through npx. */
function launcher(kept: InitPlan["kept"]): string {
  const hasOther = kept.some(({ path, why }) => path === "hearth" && why);
  return hasOther ? `npx -y hearthspace@${VERSION}` : "./hearth";
}
