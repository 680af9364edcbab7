/**
 * What a claim and the processes that are there make of a service.
 *
 * @module
 */
import type { Claim } from "../claims/claim.ts";
import { escapedFrom } from "../processes/escaped_processes.ts";
import { leaderOf, type ProcessScan } from "../processes/process_scan.ts";
import type { ProcessInfo, System } from "../../system/mod.ts";
import type { Restarts } from "./with_shell_state.ts";

/**
 * `running` answered once and lives; `starting` lives; `restarting` exited and is
 * about to be started again; `stopping` lives and was asked to end; `failed` ended by itself, though processes that it started may
 * live on; `stale` is a claim of which no process is left.
 */
export type State =
  | "running"
  | "starting"
  | "restarting"
  | "stopping"
  | "stopped"
  | "failed"
  | "stale";

/** A service, as found. */
export interface Found {
  readonly name: string;
  readonly state: State;
  /** Absent when there is none or it cannot be read. */
  readonly claim: Claim | undefined;
  /** Its living processes. */
  readonly members: readonly ProcessInfo[];
  /** How often its shell started it again, and its last exit code. */
  readonly restarts?: Restarts | undefined;
  /** Why the state is what it is, one sentence. */
  readonly why: string;
}

/** Whether a service lives and is to go on: neither ended nor asked to end. */
export function isAlive({ state }: Pick<Found, "state">): boolean {
  return state === "running" || state === "starting" || state === "restarting";
}

/** A service of which nothing is known and nothing runs. */
export function notStarted(name: string): Found {
  return {
    name,
    state: "stopped",
    claim: undefined,
    members: [],
    why: "It was not started, or it was stopped",
  };
}

/** Why a service runs whose first process does. */
export function isLed({ pid }: Claim): string {
  return `Process ${pid}, which Hearth launched, is running`;
}

/** A service with living processes. */
export async function alive(
  system: Pick<System, "net" | "proc">,
  { scan, claim, members }: {
    readonly scan: ProcessScan;
    readonly claim: Claim;
    readonly members: readonly ProcessInfo[];
  },
): Promise<Found> {
  const led = leaderOf(scan, claim) !== undefined;
  if (claim.stopping !== null) {
    const why = `It has been stopping since ${claim.stopping}`;
    return { name: claim.service, state: "stopping", claim, members, why };
  }
  if (!led && await hasLostPort(system, claim, members)) {
    const why =
      `Process ${claim.pid} exited by itself, but ${members.length} that it started still run`;
    return { name: claim.service, state: "failed", claim, members, why };
  }
  return {
    name: claim.service,
    state: claim.readyMs === null ? "starting" : "running",
    claim,
    members,
    why: led
      ? isLed(claim)
      : `Its first process exited, but ${members.length} with its mark or its log still run`,
  };
}

/** Whether a service that answered on its port has it no more. */
async function hasLostPort(
  system: Pick<System, "net" | "proc">,
  claim: Claim,
  members: readonly ProcessInfo[],
): Promise<boolean> {
  const { port, readyMs } = claim;
  if (readyMs === null || port === null) return false;
  if (system.net.isFree(port)) return true;
  const owner = await system.net.owner(port);
  const isAmong = (processes: readonly ProcessInfo[]): boolean =>
    owner === undefined || processes.some(({ pid }) => pid === owner.pid);
  return !isAmong(members) && !isAmong(await escapedFrom(system, claim));
}

/** A service that was launched and has no process left. */
export function gone(scan: ProcessScan, claim: Claim): Found {
  const found = (state: State, why: string): Found => ({
    name: claim.service,
    state,
    claim,
    members: [],
    why,
  });
  if (claim.stopping !== null) {
    return found("stopped", "Its stop was interrupted, but no process is left");
  }
  if (claim.bootId !== scan.bootId) {
    return found("stale", "The machine has restarted since then");
  }
  if (scan.processes.some(({ pid }) => pid === claim.pid)) {
    return found(
      "stale",
      `Process id ${claim.pid} now belongs to another program`,
    );
  }
  if (claim.failure !== undefined) {
    return found("failed", `Its start gave up on it: ${claim.failure}`);
  }
  return found("failed", `Process ${claim.pid} exited by itself`);
}
