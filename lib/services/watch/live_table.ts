/**
 * What services do at one moment, in a table.
 *
 * @module
 */
import { inColumns } from "../../core/text/columns.ts";
import { formatAge } from "../../core/text/format_age.ts";
import { formatBytes } from "../../core/text/format_bytes.ts";
import type { ServiceReport } from "../status/status_report.ts";
import type { ServiceFacts } from "./service_facts.ts";

/** A service as it is now, and as it changed since the look before. */
export interface LiveService extends ServiceReport, ServiceFacts {
  /** Percent of one processor since the look before; `null` at the first. */
  readonly cpu: number | null;
}

const HEADER = ["SERVICE", "STATE", "UP", "MEMORY", "CPU", "LAST LINE"];

/** The table with its header, the last line in the width that is left. */
export function liveTable(
  services: readonly LiveService[],
  now: number,
): string {
  return inColumns([HEADER, ...services.map((live) => cells(live, now))]);
}

/** One service in one line. */
export function liveLine(service: LiveService, now: number): string {
  return cells(service, now).filter((cell) => cell !== "").join("  ");
}

function cells(service: LiveService, now: number): string[] {
  const { name, state, pid, since, memory, cpu, lastLine, restarts } = service;
  const isUp = pid !== null;
  return [
    name,
    restarts ? `${state} (restarts: ${restarts})` : state,
    isUp && since !== null ? formatAge(now - Date.parse(since)) : "",
    isUp ? formatBytes(memory) : "",
    isUp && cpu !== null ? `${cpu.toFixed(cpu < 9.95 ? 1 : 0)} %` : "",
    lastLine ?? "",
  ];
}
