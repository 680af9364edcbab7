/**
 * What is true of each service now: claims held against the processes.
 *
 * @module
 */
import { adoptClaim } from "./adopt_claim.ts";
import { type Claim, claimedServices, claimPath, readClaim } from "./claim.ts";
import { markedServices, provenClaims } from "./complete_claims.ts";
import { escapedFrom } from "../processes/escaped_processes.ts";
import { orphanedClaim } from "./orphaned_claim.ts";
import { type Restarts, withShellState } from "./with_shell_state.ts";
import type { Paths } from "../../core/files/paths.ts";
import {
  leaderOf,
  membersOf,
  type ProcessScan,
} from "../processes/process_scan.ts";
import type { ProcessInfo, System } from "../../system/mod.ts";
import { workspaceIdentity } from "./workspace_identity.ts";

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

type Machine = Pick<System, "fs" | "proc" | "net">;

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

/** Looks up services by name; also those that only a claim or a mark names. */
export async function findServices(
  system: Machine,
  paths: Paths,
  scan: ProcessScan,
  names: readonly string[] = [],
): Promise<Found[]> {
  const identity = await workspaceIdentity(system, paths);
  const marked = markedServices(scan, paths, identity);
  const all = new Set([
    ...names,
    ...await claimedServices(system, paths),
    ...marked,
  ]);
  return await Promise.all(
    [...all].map((name) => findService(system, paths, scan, name)),
  );
}

/**
 * Like {@linkcode findServices}, without a look at every process.
 *
 * @returns `undefined` when only that look can tell
 */
export async function recallServices(
  system: Pick<System, "fs" | "proc">,
  paths: Paths,
  names: readonly string[],
): Promise<Found[] | undefined> {
  const proven = await provenClaims(system, paths);
  if (proven === undefined) return undefined;
  const claims = new Map(
    proven.map((known) => [known.claim.service, known] as const),
  );
  return await Promise.all(
    [...new Set([...names, ...claims.keys()])].map(async (name) => {
      const known = claims.get(name);
      if (known === undefined) return notStarted(name);
      const { claim, leader } = known;
      return await withShellState(system, paths, {
        name,
        state: "running" as const,
        claim,
        members: [leader],
        why: isLed(claim),
      });
    }),
  );
}

/** Looks up one service. */
export async function findService(
  system: Machine,
  paths: Paths,
  scan: ProcessScan,
  name: string,
): Promise<Found> {
  const claim = await readClaim(system, paths, name) ??
    await orphanedClaim(system, paths, scan, name);
  if (claim !== undefined) {
    const members = membersOf(scan, claim);
    if (members.length > 0) {
      const found = alive(system, scan, claim, members);
      return await withShellState(system, paths, found);
    }
  }
  const identity = await workspaceIdentity(system, paths);
  const adopted = adoptClaim(paths, identity, scan, name);
  if (adopted !== undefined) {
    return alive(system, scan, adopted, membersOf(scan, adopted));
  }
  if (claim !== undefined) {
    const escaped = await escapedFrom(system, claim);
    if (escaped.length > 0) return alive(system, scan, claim, escaped);
    return await withShellState(system, paths, gone(scan, claim));
  }
  const unreadable = await system.fs.stat(claimPath(paths, name));
  if (unreadable !== undefined) {
    return {
      name,
      state: "stale",
      claim: undefined,
      members: [],
      why:
        "Its record is unreadable or belongs to another copy of the workspace, and none of its processes is running",
    };
  }
  return notStarted(name);
}

function notStarted(name: string): Found {
  return {
    name,
    state: "stopped",
    claim: undefined,
    members: [],
    why: "It was not started, or it was stopped",
  };
}

function isLed({ pid }: Claim): string {
  return `Process ${pid}, which Hearth launched, is running`;
}

function alive(
  { net }: Pick<System, "net">,
  scan: ProcessScan,
  claim: Claim,
  members: readonly ProcessInfo[],
): Found {
  const led = leaderOf(scan, claim) !== undefined;
  if (claim.stopping !== null) {
    const why = `It has been stopping since ${claim.stopping}`;
    return { name: claim.service, state: "stopping", claim, members, why };
  }
  const hasAnswered = claim.readyMs !== null && claim.port !== null;
  if (!led && hasAnswered && net.isFree(claim.port)) {
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

function gone(scan: ProcessScan, claim: Claim): Found {
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
