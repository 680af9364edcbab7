/**
 * `stop` ends what was started.
 *
 * @module
 */
import { refuseHeld, refuseLeft } from "../../lib/services/stop/left_behind.ts";
import { stopServices } from "../../lib/services/stop/stop_services.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { withoutHangup } from "../shared/without_hangup.ts";

/** Flags of `stop`. */
export interface StopFlags {
  readonly json: boolean;
}

/** Stops services and says what came of each. */
export async function stop(
  this: TaskContext,
  { json }: StopFlags,
  ...names: string[]
): Promise<void> {
  const { report } = this;
  // From here on the end of the terminal stops nothing, and Ctrl-C only ends
  // the wait for another task: what began to stop is stopped to the end.
  const signal = withoutHangup(this.signal);
  if (names.length > 0) {
    // Checking names takes workspace.ts, stopping everything does not.
    const { refuseUnknownServices } = await import(
      "../../lib/services/status/known_services.ts"
    );
    await refuseUnknownServices(this, names);
  }
  const stopped = await stopServices(this, names, {
    report,
    signal,
    dependents: true,
  });
  const ended = stopped.filter(({ outcome, held }) =>
    outcome !== "none" || held !== null
  );
  if (json) report.result(JSON.stringify({ services: stopped }));
  else if (ended.length === 0) report.note("Nothing was running");
  refuseLeft(stopped);
  refuseHeld(stopped);
}
