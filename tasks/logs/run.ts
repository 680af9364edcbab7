/**
 * `logs` prints what services wrote.
 *
 * @module
 */
import { followLogs } from "../../lib/services/logs/follow_logs.ts";
import { knownServices } from "../../lib/services/claims/known_services.ts";
import { logPrefix } from "../../lib/services/logs/log_prefix.ts";
import { refuseUnknown } from "../../lib/services/launch/select_services.ts";
import { lastLines, logPath } from "../../lib/services/logs/service_log.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { isDecorated } from "../../lib/core/terminal_reporter.ts";

/** Flags of `logs`. */
export interface LogsFlags {
  readonly follow: boolean;
  readonly lines: number;
}

/** Prints the last lines of logs and, when asked, what comes after. */
export async function logs(
  this: TaskContext,
  { follow, lines }: LogsFlags,
  ...names: string[]
): Promise<void> {
  const { system, paths, report, signal } = this;
  const known = await knownServices(system, paths);
  refuseUnknown(names, known);
  const chosen = names.length > 0 ? names : known;
  const prefix = logPrefix(
    chosen,
    isDecorated(system, system.terminal.stdoutIsTerminal),
  );
  let isRead = true;
  const show = (name: string, line: string): void => {
    isRead &&= report.result(chosen.length === 1 ? line : prefix(name, line));
  };

  const sources = chosen.map((name) => ({ name, path: logPath(paths, name) }));
  const from = new Map<string, number>();
  for (const { name, path } of sources) {
    const size = (await system.fs.stat(path))?.size ?? 0;
    from.set(name, size);
    for await (const line of lastLines(system, path, lines, size)) {
      show(name, line);
      if (!isRead) return;
    }
  }
  if (follow) {
    const until = (): Promise<boolean> => Promise.resolve(!isRead);
    await followLogs(system, sources, show, { from, signal, until });
    if (signal.aborted) throw signal.reason;
  } else if ([...from.values()].every((size) => size === 0)) {
    report.note("The logs are empty");
  }
}
