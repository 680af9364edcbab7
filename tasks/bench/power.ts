/**
 * `bench power` shows what the gate sees and what it misses.
 *
 * @module
 */
import { loadSuites, suitesOf } from "../../lib/bench/sampling/load_suites.ts";
import { powerTable } from "../../lib/bench/statistics/power_table.ts";
import { readReport, type Report } from "../../lib/bench/report/report.ts";
import { studyReports } from "../../lib/bench/statistics/study_reports.ts";
import { UserError } from "../../lib/core/errors.ts";
import { basename, join, resolve } from "../../lib/core/files/posix_path.ts";
import { HEARTH } from "../../lib/system/launcher.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";

/** Flags of `bench power`. */
export interface PowerFlags {
  readonly gate: number;
  readonly rounds?: number;
  readonly runs: number;
  readonly json: boolean;
}

/** Pairs at the first look where a suite is not in this checkout. */
const ROUNDS = 10;

/** Prints how often the gate calls recorded pairs slower. */
export async function benchPower(
  this: TaskContext,
  { gate, rounds, runs, json }: PowerFlags,
  ...files: string[]
): Promise<void> {
  const { system, paths, report } = this;
  const dir = join(paths.kit, "bench", "recordings");
  const recorded = files.length > 0
    ? files.map((file) => resolve(system.env.cwd, file))
    : (await system.fs.readDir(dir) ?? [])
      .map(({ name }) => join(dir, name)).sort();
  const reports = new Map<string, Report>();
  for (const file of recorded) {
    reports.set(basename(file, ".json"), await readReport(system, file));
  }
  const names = new Set(
    [...reports.values()].flatMap(({ figures }) =>
      figures.map(({ suite }) => suite)
    ),
  );
  const known = await suitesOf(system, paths);
  const wanted = [...known.keys()].filter((name) => names.has(name));
  const suites = wanted.length === 0
    ? new Map()
    : await loadSuites(known, wanted);
  const studied = studyReports(reports, {
    gate,
    runs,
    roundsOf: (suite) => rounds ?? suites.get(suite)?.rounds ?? ROUNDS,
  });
  if (studied.length === 0) {
    throw new UserError("Cannot find any recorded pairs", {
      hint: `Record some with "${HEARTH} bench --against HEAD --json >FILE".`,
    });
  }
  report.result(
    json ? JSON.stringify({ gate, studied }) : powerTable(studied, gate),
  );
}
