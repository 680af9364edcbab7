/**
 * `status --watch` shows what services do until Ctrl-C.
 *
 * @module
 */
import { isDecorated, shorten } from "../../lib/core/terminal_reporter.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import type { Found } from "../../lib/services/status/service_status.ts";
import {
  liveLine,
  type LiveService,
  liveTable,
} from "../../lib/services/watch/live_table.ts";
import { watchServices } from "../../lib/services/watch/watch_services.ts";

/** How the status is watched. */
export interface WatchStatus {
  readonly json: boolean;
  readonly look: () => Promise<readonly Found[]>;
}

/**
 * Redraws a table every second on a terminal. Elsewhere a line is printed for
 * each service that changed, and as JSON an object for every look.
 */
export async function watchStatus(
  { system, report, signal }: Pick<TaskContext, "system" | "report" | "signal">,
  { json, look }: WatchStatus,
): Promise<void> {
  const { terminal, clock } = system;
  const show = json
    ? (services: readonly LiveService[]) =>
      report.result(JSON.stringify({ at: clockTime(clock.now()), services }))
    : isDecorated(system, terminal.stdoutIsTerminal)
    ? redrawn(system, report.result)
    : changed(system, report.result);
  await watchServices(system, { look, show, signal });
}

function clockTime(now: number): string {
  return new Date(now).toISOString();
}

type Show = (services: readonly LiveService[]) => boolean;
type Print = (text: string) => boolean;

function redrawn(
  { terminal, clock }: Pick<TaskContext["system"], "terminal" | "clock">,
  print: Print,
): Show {
  let drawn = 0;
  return (services) => {
    const width = terminal.columns() - 1;
    const lines = liveTable(services, clock.now()).split("\n")
      .map((line) => shorten(line, width));
    const back = drawn === 0 ? "" : `\x1b[${drawn}A\r\x1b[J`;
    drawn = lines.length;
    return print(`${back}${lines.join("\n")}`);
  };
}

function changed(
  { clock }: Pick<TaskContext["system"], "clock">,
  print: Print,
): Show {
  const known = new Map<string, string>();
  return (services) =>
    services.every((service) => {
      const { name, state, pid, restarts } = service;
      const key = `${state} ${pid} ${restarts}`;
      if (known.get(name) === key) return true;
      known.set(name, key);
      const now = clock.now();
      return print(`${clockTime(now)}  ${liveLine(service, now)}`);
    });
}
