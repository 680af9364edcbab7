/**
 * The state of services as `start` and `status` print it.
 *
 * @module
 */
import { inColumns } from "../../core/text/columns.ts";
import { formatAge } from "../../core/text/format_age.ts";
import { type Found, isAlive, type State } from "./service_status.ts";

/** One service in the answer of `--json`; absent things are `null`. */
export interface ServiceReport {
  readonly name: string;
  readonly state: State;
  readonly pid: number | null;
  readonly port: number | null;
  /** Its page, with a token where it needs one; `null` for a database. */
  readonly url: string | null;
  /** Absolute path. */
  readonly log: string | null;
  /** Milliseconds from launch to the first answer. */
  readonly readyMs: number | null;
  /** ISO 8601. */
  readonly since: string | null;
  /** How often it was started again after an exit; absent if it never is. */
  readonly restarts?: number;
  /** Exit code of its last exit, after which it was started again or not. */
  readonly lastExit?: number;
  /** With `--why` only. */
  readonly why?: string;
}

/** What programs may rely on about one service. */
export function reportOf(
  { name, state, claim, members, why, restarts }: Found,
  options: { readonly why?: boolean } = {},
): ServiceReport {
  const alive = isAlive({ state });
  const hasProcess = alive || state === "stopping";
  return {
    name,
    state,
    pid: hasProcess ? leaderAmong(members, claim) : null,
    port: alive ? claim?.port ?? null : null,
    url: alive ? claim?.url ?? null : null,
    log: claim?.log ?? null,
    readyMs: claim?.readyMs ?? null,
    since: claim?.since ?? null,
    ...(restarts && { restarts: restarts.count, lastExit: restarts.lastExit }),
    ...(options.why && { why }),
  };
}

/** The process that was launched, or the oldest that is left of it. */
function leaderAmong(
  members: Found["members"],
  claim: Found["claim"],
): number | null {
  const leader = members.find(({ pid }) => pid === claim?.pid) ?? members[0];
  return leader?.pid ?? claim?.pid ?? null;
}

/**
 * One line a service, in columns; the address comes last, because one with a
 * token is longer than many a terminal is wide.
 */
export function statusTable(
  reports: readonly ServiceReport[],
  now: number,
): string {
  return inColumns(reports.map((report) => {
    const { name, state, pid, since, readyMs } = report;
    return [
      name,
      state,
      pid === null ? "" : `pid ${pid}`,
      pid === null || !since ? "" : `up ${formatAge(now - Date.parse(since))}`,
      pid === null || readyMs === null ? "" : `ready in ${readyMs} ms`,
      [addressOf(report), exits(report)].filter((text) => text !== "").join(
        "  ",
      ),
    ];
  }));
}

/** A database has no page, but an address. */
function addressOf({ url, port }: ServiceReport): string {
  return url ?? (port === null ? "" : `127.0.0.1:${port}`);
}

function exits({ restarts, lastExit }: ServiceReport): string {
  if (restarts === undefined) return "";
  const times = restarts === 1 ? "once" : `${restarts} times`;
  return restarts === 0
    ? `last exit code ${lastExit}`
    : `started again ${times}, last exit code ${lastExit}`;
}
