/**
 * Whether the claims are all there is, so that no other process can be of a
 * service: then a look at their leaders is enough, which takes a fraction of
 * the time of a look at every process.
 *
 * @module
 */
import { type Claim, claimedServices, readClaim } from "./claim.ts";
import { isOwnMark } from "./adopt_claim.ts";
import { join } from "../../core/files/posix_path.ts";
import { type LockOptions, withLock } from "../../core/files/file_lock.ts";
import type { Paths } from "../../core/files/paths.ts";
import { type ProcessScan, scanProcesses } from "../processes/process_scan.ts";
import type { ProcessInfo, System } from "../../system/mod.ts";
import { workspaceIdentity } from "./workspace_identity.ts";

/** A claim that needs no proof but its leader's. */
export interface ProvenClaim {
  readonly claim: Claim;
  readonly leader: ProcessInfo;
}

/** Names the services that had a claim when no other process was of one. */
function recordPath({ state }: Paths): string {
  return join(state, "claims-complete");
}

/**
 * Notes that the claims are complete, if they are. For callers that hold the
 * lock of the services.
 *
 * @param living Names of the services that have processes, as far as anyone
 *   can see
 */
export async function noteComplete(
  system: Pick<System, "fs">,
  paths: Paths,
  living: readonly string[],
): Promise<void> {
  const claimed = await claimedServices(system, paths);
  if (!living.every((name) => claimed.includes(name))) {
    return await forgetComplete(system, paths);
  }
  const identity = await workspaceIdentity(system, paths);
  try {
    await system.fs.writeText(recordPath(paths), recordOf(identity, claimed));
  } catch {
    // A full disk must not keep a service from being stopped.
    await forgetComplete(system, paths);
  }
}

/** Like {@linkcode noteComplete}, where nothing is known yet. */
export async function findOutComplete(
  system: Pick<System, "fs" | "proc" | "clock">,
  paths: Paths,
  options: LockOptions,
): Promise<void> {
  if (await system.fs.stat(recordPath(paths)) !== undefined) return;
  await withLock(system, paths, "services", async () => {
    const scan = await scanProcesses(system);
    const identity = await workspaceIdentity(system, paths);
    await noteComplete(system, paths, markedServices(scan, paths, identity));
  }, options);
}

/** Names of this workspace's services of which a process carries the mark. */
export function markedServices(
  { markers }: Pick<ProcessScan, "markers">,
  paths: Paths,
  identity: string,
): string[] {
  return [...markers.values()]
    .filter((marker) => isOwnMark(marker, paths, identity))
    .map(({ service }) => service);
}

/** Before a process is launched that has no claim yet. */
export async function forgetComplete(
  { fs }: Pick<System, "fs">,
  paths: Paths,
): Promise<void> {
  await fs.remove(recordPath(paths));
}

/**
 * All claims, if nothing else can run and each is of a service that answered
 * once, was not asked to stop and whose leader lives.
 *
 * @returns `undefined` when only a look at every process can tell
 */
export async function provenClaims(
  system: Pick<System, "fs" | "proc">,
  paths: Paths,
): Promise<ProvenClaim[] | undefined> {
  const { fs, proc } = system;
  const record = await fs.readText(recordPath(paths));
  if (record === undefined) return undefined;
  const names = await claimedServices(system, paths);
  const identity = await workspaceIdentity(system, paths);
  if (record !== recordOf(identity, names)) return undefined;
  const bootId = names.length === 0 ? "" : await proc.bootId();
  const found = await Promise.all(names.map(async (name) => {
    const claim = await readClaim(system, paths, name);
    if (claim?.bootId !== bootId) return undefined;
    if (claim.readyMs === null || claim.stopping !== null) return undefined;
    const leader = await proc.find(claim.pid);
    return leader?.startTime === claim.startTime && !leader.zombie
      ? { claim, leader }
      : undefined;
  }));
  const proven = found.filter((one) => one !== undefined);
  return proven.length === names.length ? proven : undefined;
}

function recordOf(identity: string, names: readonly string[]): string {
  return [identity, ...names.toSorted(), ""].join("\n");
}
