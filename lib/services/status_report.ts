/**
 * The state of services as `start` and `status` print it.
 *
 * @module
 */
import type { Found, State } from "./service_status.ts";

/** One service in the answer of `--json`; absent things are `null`. */
export interface ServiceReport {
  readonly name: string;
  readonly state: State;
  readonly pid: number | null;
  readonly port: number | null;
  /** Its page, with a token where it needs one. */
  readonly url: string | null;
  /** Absolute path. */
  readonly log: string | null;
  /** Milliseconds from launch to the first answer. */
  readonly readyMs: number | null;
  /** ISO 8601. */
  readonly since: string | null;
  /** With `--why` only. */
  readonly why?: string;
}

/** The object that `--json` prints. */
export interface StatusReport {
  readonly services: readonly ServiceReport[];
}

/** Tells of one service what programs may rely on. */
export function reportOf(
  { name, state, claim, why }: Found,
  options: { readonly why?: boolean } = {},
): ServiceReport {
  const alive = state === "running" || state === "starting";
  return {
    name,
    state,
    pid: alive ? claim?.pid ?? null : null,
    port: alive ? claim?.port ?? null : null,
    url: alive ? claim?.url ?? null : null,
    log: claim?.log ?? null,
    readyMs: claim?.readyMs ?? null,
    since: claim?.since ?? null,
    ...(options.why && { why }),
  };
}

/**
 * One line a service, in columns; the address comes last, because one with a
 * token is longer than many a terminal is wide.
 */
export function statusTable(
  reports: readonly ServiceReport[],
  now: number,
): string {
  const rows = reports.map(({ name, state, url, pid, since, readyMs }) => [
    name,
    state,
    pid === null ? "" : `pid ${pid}`,
    pid === null || !since ? "" : `since ${age(now - Date.parse(since))}`,
    pid === null || readyMs === null ? "" : `ready in ${readyMs} ms`,
    url ?? "",
  ]);
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0))
  );
  return rows.map((row) =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")
      .trimEnd()
  ).join("\n");
}

/** A duration in milliseconds, in its two largest units. */
export function age(ms: number): string {
  const total = Math.max(0, Math.round(ms / 1000));
  const units: [string, number][] = [
    ["d", Math.floor(total / 86400)],
    ["h", Math.floor(total / 3600) % 24],
    ["min", Math.floor(total / 60) % 60],
    ["s", total % 60],
  ];
  const first = units.findIndex(([, count]) => count > 0);
  if (first < 0) return "0 s";
  return units.slice(first, first + 2).filter(([, count]) => count > 0)
    .map(([unit, count]) => `${count} ${unit}`).join(" ");
}
