/**
 * Reads what Hearth's commands printed with `--json` and writes what the Action
 * needs of it: `tools/action_report.ts KIND FILE [MORE]`.
 *
 * @module
 */
import { benchSummary } from "../lib/actions/bench_summary.ts";
import {
  firstBadCommits,
  flakesSummary,
  type FoundBisection,
} from "../lib/actions/flakes_summary.ts";
import { planBisections } from "../lib/actions/plan_bisections.ts";
import {
  serviceAddresses,
  servicesSummary,
  tokensOf,
} from "../lib/actions/services_summary.ts";
import { readReport } from "../lib/bench/report/report.ts";
import { describeError, exitCodeOf } from "../lib/core/describe_error.ts";
import { EXIT, UserError } from "../lib/core/errors.ts";
import { readReports } from "../lib/flakes/report/merge_reports.ts";
import type { FlakesReport } from "../lib/flakes/result.ts";
import type { ServiceReport } from "../lib/services/status/status_report.ts";
import { denoSystem } from "../lib/system/deno.ts";

const system = denoSystem();

/** What can be asked for, by name; each answer is a text for standard output. */
const KINDS: Readonly<
  Record<string, (file: string, more: string) => Promise<string>>
> = {
  bench: async (file) => benchSummary(await readReport(system, file)),
  flakes: async (file, more) =>
    flakesSummary(await flakesIn(file), await bisectionsIn(more)),
  "first-bad": async (_file, more) => firstBadCommits(await bisectionsIn(more)),
  /** A line for each search: its range and its systems. */
  bisections: async (file, more) => {
    const history = (await textIn(more)).split("\n").filter(Boolean)
      .map((line) => line.split(" "));
    const plans = planBisections(await flakesIn(file), history);
    return plans.map(({ range, systems }) => `${range} ${systems.join(",")}`)
      .join("\n");
  },
  services: async (file) => servicesSummary(await servicesIn(file)),
  addresses: async (file) => serviceAddresses(await servicesIn(file)),
  tokens: async (file) => tokensOf(await servicesIn(file)).join("\n"),
};

async function textIn(file: string): Promise<string> {
  return await system.fs.readText(file) ?? "";
}

async function flakesIn(file: string): Promise<FlakesReport> {
  const [report] = await readReports(system, [file]);
  if (report === undefined) throw new UserError(`Cannot find "${file}"`);
  return report;
}

async function servicesIn(file: string): Promise<ServiceReport[]> {
  return JSON.parse(await textIn(file)).services;
}

/** Lines of the systems of a search, a tab, and the object it printed. */
async function bisectionsIn(file: string): Promise<FoundBisection[]> {
  return (await textIn(file)).split("\n").filter(Boolean).map((line) => {
    const [systems = "", found = "{}"] = line.split("\t");
    return { ...JSON.parse(found), systems: systems.split(",") };
  });
}

if (import.meta.main) {
  const [kind = "", file = "", more = ""] = Deno.args;
  try {
    const answer = KINDS[kind];
    if (answer === undefined) {
      throw new UserError(`Cannot report "${kind}"`, {
        hint: `Available: ${Object.keys(KINDS).join(", ")}`,
        exitCode: EXIT.usage,
      });
    }
    const text = await answer(file, more);
    if (text !== "") system.terminal.writeOut(`${text}\n`);
  } catch (error) {
    system.terminal.writeError(`${describeError(error)}\n`);
    Deno.exitCode = exitCodeOf(error);
  }
}
