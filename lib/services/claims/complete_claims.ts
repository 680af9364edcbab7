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
import type { Context } from "../../core/context.ts";
import type { Paths } from "../../core/files/paths.ts";
import { type ProcessScan, scanProcesses } from "../processes/process_scan.ts";
import type { ProcessInfo } from "../../system/mod.ts";
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
  context: Context<"fs">,
  living: readonly string[],
): Promise<void> {
  const claimed = await claimedServices(context);
  if (!living.every((name) => claimed.includes(name))) {
    return await forgetComplete(context);
  }
  const identity = await workspaceIdentity(context);
  try {
    await context.system.fs.writeText(
      recordPath(context.paths),
      recordOf(identity, claimed),
    );
  } catch {
    // A full disk must not keep a service from being stopped.
    await forgetComplete(context);
  }
}

/** Like {@linkcode noteComplete}, where nothing is known yet. */
export async function findOutComplete(
  context: Context<"fs" | "proc" | "clock">,
  options: LockOptions,
): Promise<void> {
  const { system, paths } = context;
  if (await system.fs.stat(recordPath(paths)) !== undefined) return;
  await withLock(context, "services", async () => {
    const scan = await scanProcesses(system);
    const identity = await workspaceIdentity(context);
    await noteComplete(context, markedServices(scan, { paths, identity }));
  }, options);
}

/** Names of this workspace's services of which a process carries the mark. */
export function markedServices(
  { markers }: Pick<ProcessScan, "markers">,
  { paths, identity }: { readonly paths: Paths; readonly identity: string },
): string[] {
  return [...markers.values()]
    .filter((marker) => isOwnMark(marker, { paths, identity }))
    .map(({ service }) => service);
}

/** Before a process is launched that has no claim yet. */
export async function forgetComplete(
  { system: { fs }, paths }: Context<"fs">,
): Promise<void> {
  await fs.remove(recordPath(paths));
}

/**
 * Launches a service, and notes again that the claims are complete if they were
 * before; for callers that hold the lock of the services.
 */
export async function staysComplete<T>(
  context: Context<"fs">,
  launch: () => Promise<T>,
): Promise<T> {
  const wasComplete = await completeClaims(context) !== undefined;
  const launched = await launch();
  if (wasComplete) await noteComplete(context, []);
  return launched;
}

/**
 * All claims, if nothing else can run and each is of a service that answered
 * once, was not asked to stop and whose leader lives.
 *
 * @returns `undefined` when only a look at every process can tell
 */
export async function provenClaims(
  context: Context<"fs" | "proc">,
): Promise<ProvenClaim[] | undefined> {
  const { proc } = context.system;
  const names = await completeClaims(context);
  if (names === undefined) return undefined;
  const bootId = names.length === 0 ? "" : await proc.bootId();
  const found = await Promise.all(names.map(async (name) => {
    const claim = await readClaim(context, name);
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

/** Names of the services that have a claim, if the note says that they are all. */
async function completeClaims(
  context: Context<"fs">,
): Promise<string[] | undefined> {
  const record = await context.system.fs.readText(recordPath(context.paths));
  if (record === undefined) return undefined;
  const names = await claimedServices(context);
  const identity = await workspaceIdentity(context);
  return record === recordOf(identity, names) ? names : undefined;
}

function recordOf(identity: string, names: readonly string[]): string {
  return [identity, ...names.toSorted(), ""].join("\n");
}
