/**
 * Services in the foreground: merged logs until Ctrl-C stops everything.
 *
 * The services write into their logs as always and the logs are followed, so
 * `status`, `logs` and `stop` work from other terminals too.
 *
 * @module
 */
import { UserError } from "../../lib/core/errors.ts";
import { followLogs } from "../../lib/services/logs/follow_logs.ts";
import { logPrefix } from "../../lib/services/logs/log_prefix.ts";
import {
  membersOf,
  scanProcesses,
} from "../../lib/services/processes/process_scan.ts";
import type { Started } from "../../lib/services/launch/start_options.ts";
import { stopServices } from "../../lib/services/stop/stop_services.ts";
import { isOfRun, readClaim } from "../../lib/services/claims/claim.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { isDecorated } from "../../lib/core/terminal_reporter.ts";

/** Milliseconds between two looks whether a service still runs. */
const CHECK_MS = 500;

/**
 * Prints logs until interrupted, then stops the services; returns when all of
 * them were stopped from elsewhere.
 *
 * @throws {UserError} when the last service ended by itself
 */
export async function runInForeground(
  context: TaskContext,
  all: readonly Started[],
): Promise<void> {
  const { system, report, signal } = context;
  const started = all.flatMap(({ name, claim }) =>
    claim === undefined ? [] : [{ name, claim }]
  );
  const names = started.map(({ name }) => name);
  const prefix = logPrefix(
    names,
    isDecorated(system, system.terminal.stdoutIsTerminal),
  );
  // It runs for as long as the services, and others may reach a debugger.
  system.proc.refuseDebugger();
  report.note("Press Ctrl-C to stop all services");

  const running = new Set(names);
  const fallen: string[] = [];
  let looked = 0;
  let isRead = true;
  const allEnded = async (): Promise<boolean> => {
    if (!isRead) return true;
    if (system.clock.elapsed() - looked < CHECK_MS) return false;
    looked = system.clock.elapsed();
    const scan = await scanProcesses(system);
    for (const { name, claim } of started) {
      if (!running.has(name) || membersOf(scan, claim).length > 0) continue;
      running.delete(name);
      // A claim that is still there was not taken back by stop.
      const current = await readClaim(context, name);
      if (isOfRun(current, claim)) {
        fallen.push(name);
        report.warn(`${name} exited`);
      }
    }
    return running.size === 0;
  };
  const sources = started.map(({ name, claim }) => ({ name, path: claim.log }));
  await followLogs(
    system,
    sources,
    (name, line) => void (isRead &&= report.result(prefix(name, line))),
    { signal, until: allEnded },
  );
  if (signal.aborted || !isRead) {
    await stopServices(context, names, { report });
    if (signal.aborted) throw signal.reason;
  }
  if (fallen.length > 0) {
    throw new UserError(`Services exited: ${fallen.join(", ")}`);
  }
}
