/**
 * `logs` prints what services wrote.
 *
 * @module
 */
import { followLogs } from "../../lib/services/logs/follow_logs.ts";
import { knownServices } from "../../lib/services/status/known_services.ts";
import { logPrefix } from "../../lib/services/logs/log_prefix.ts";
import { isMatch, pastLines } from "../../lib/services/logs/past_lines.ts";
import { parseSince } from "../../lib/services/logs/parse_since.ts";
import { refuseUnknown } from "../../lib/services/launch/select_services.ts";
import { logPath } from "../../lib/services/logs/service_log.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { isDecorated } from "../../lib/core/terminal_reporter.ts";

/** Flags of `logs`. */
export interface LogsFlags {
  readonly follow: boolean;
  readonly lines?: number;
  /** As `parseSince()` takes it. */
  readonly since?: string;
  readonly grep?: RegExp;
}

/** Prints lines of logs, merged by time, and, when asked, what comes after. */
export async function logs(
  this: TaskContext,
  { follow, lines, since, grep: pattern }: LogsFlags,
  ...names: string[]
): Promise<void> {
  const { system, paths, report, signal } = this;
  const known = await knownServices(this);
  refuseUnknown(names, known);
  const chosen = names.length > 0 ? names : known;
  const prefix = logPrefix(
    chosen,
    isDecorated(system, system.terminal.stdoutIsTerminal),
  );
  let isRead = true;
  let isAny = false;
  const show = (name: string, line: string): void => {
    isAny = true;
    isRead &&= report.result(chosen.length === 1 ? line : prefix(name, line));
  };

  const sources = chosen.map((name) => ({ name, path: logPath(paths, name) }));
  const past = await pastLines(system, sources, {
    lines,
    since: since === undefined
      ? undefined
      : parseSince(since, system.clock.now()),
    pattern,
  });
  for (const name of past.timeless) {
    report.note(`${name}: no line says when it was written, so all count`);
  }
  for await (const { name, line } of past.lines) {
    show(name, line);
    if (!isRead) return;
  }
  if (follow) {
    const until = (): Promise<boolean> => Promise.resolve(!isRead);
    const print = (name: string, line: string): void => {
      if (isMatch(line, pattern)) show(name, line);
    };
    const from = past.sizes;
    await followLogs(system, sources, print, { from, signal, until });
    if (signal.aborted) throw signal.reason;
  } else if (!isAny) {
    const isEmpty = [...past.sizes.values()].every((size) => size === 0);
    if (isEmpty) report.note("The logs are empty");
    else if (lines !== 0) report.note("No line matches");
  }
}
