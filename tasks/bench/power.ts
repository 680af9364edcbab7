/**
 * `bench power` shows what the gate sees and what it misses.
 *
 * @module
 */
import { powerTable } from "../../lib/bench/statistics/power_table.ts";
import {
  firstLooks,
  readRecordings,
  recordingsIn,
} from "../../lib/bench/statistics/recordings.ts";
import { studyReports } from "../../lib/bench/statistics/study_reports.ts";
import { UserError } from "../../lib/core/errors.ts";
import { resolve } from "../../lib/core/files/posix_path.ts";
import { HEARTH } from "../../lib/system/launcher.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";

/** Flags of `bench power`. */
export interface PowerFlags {
  readonly gate: number;
  readonly rounds?: number;
  readonly runs: number;
  readonly json: boolean;
}

/** Prints how often the gate calls recorded pairs slower. */
export async function benchPower(
  this: TaskContext,
  { gate, rounds, runs, json }: PowerFlags,
  ...files: string[]
): Promise<void> {
  const { system, report } = this;
  const recorded = files.length > 0
    ? files.map((file) => resolve(system.env.cwd, file))
    : await recordingsIn(this);
  const reports = await readRecordings(system, recorded);
  const looks = await firstLooks(this, reports);
  const studied = studyReports(reports, {
    gate,
    runs,
    roundsOf: (suite) => rounds ?? looks(suite),
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
