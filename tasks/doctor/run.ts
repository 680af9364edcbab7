/**
 * `doctor` says what is missing and what to do about it.
 *
 * @module
 */
import { checksTable, examine, fixAll } from "../../lib/doctor/examine.ts";
import { EXIT } from "../../lib/core/errors.ts";
import { loadWorkspace } from "../../lib/workspace/load_workspace.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";

/** Flags of `doctor`. */
export interface DoctorFlags {
  readonly fix: boolean;
  readonly json: boolean;
}

/** Prints each precondition; exit code 1 when one is bad. */
export async function doctor(
  this: TaskContext,
  { fix, json }: DoctorFlags,
): Promise<void> {
  const { system, paths, report } = this;
  const workspace = await loadWorkspace(this);
  const context = { system, paths, workspace, report };
  let checks = await examine(context);
  const fixed = fix ? await fixAll(checks) : [];
  if (fixed.length > 0) checks = await examine(context);
  if (json) {
    const plain = checks.map(({ name, state, message, hint }) => ({
      name,
      state,
      message,
      hint: hint ?? null,
    }));
    report.result(JSON.stringify({ checks: plain, fixed }));
  } else {
    for (const what of fixed) report.note(`Fixed ${what}`);
    report.result(checksTable(checks));
  }
  if (checks.some(({ state }) => state === "bad")) {
    this.process.exitCode = EXIT.failed;
  }
}
