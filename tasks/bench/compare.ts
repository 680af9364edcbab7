/**
 * `bench compare` sets two results beside each other.
 *
 * @module
 */
import { changeTable, compare } from "../../lib/bench/report/compare.ts";
import { readReport } from "../../lib/bench/report/report.ts";
import { UserError } from "../../lib/core/errors.ts";
import { resolve } from "../../lib/core/files/posix_path.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";

/** Flags of `bench compare`. */
export interface CompareFlags {
  readonly json: boolean;
}

/** Prints what changed between two results. */
export async function benchCompare(
  this: TaskContext,
  { json }: CompareFlags,
  before: string,
  after: string,
): Promise<void> {
  const { system, report } = this;
  const read = (file: string): ReturnType<typeof readReport> =>
    readReport(system, resolve(system.env.cwd, file));
  const changes = compare(await read(before), await read(after));
  if (changes.length === 0) {
    throw new UserError(
      `Cannot compare "${before}" with "${after}": they have no figures in common`,
      { hint: "Run the same suites for both." },
    );
  }
  report.result(json ? JSON.stringify({ changes }) : changeTable(changes));
}
