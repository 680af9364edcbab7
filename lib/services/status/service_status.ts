/**
 * What is true of each service now: claims held against the processes.
 *
 * @module
 */
import { adoptClaim } from "../claims/adopt_claim.ts";
import { claimedServices, claimPath, readClaim } from "../claims/claim.ts";
import { markedServices, provenClaims } from "../claims/complete_claims.ts";
import { escapedFrom } from "../processes/escaped_processes.ts";
import { orphanedClaim } from "../claims/orphaned_claim.ts";
import { withShellState } from "./with_shell_state.ts";
import { alive, type Found, gone, isLed, notStarted } from "./service_state.ts";
import type { Context } from "../../core/context.ts";
import { membersOf, type ProcessScan } from "../processes/process_scan.ts";
import { workspaceIdentity } from "../claims/workspace_identity.ts";

export { type Found, isAlive, type State } from "./service_state.ts";

/** What these functions use of the machine. */
type Ports = "fs" | "proc" | "net";

/** Looks up services by name; also those that only a claim or a mark names. */
export async function findServices(
  context: Context<Ports>,
  scan: ProcessScan,
  names: readonly string[] = [],
): Promise<Found[]> {
  const identity = await workspaceIdentity(context);
  const marked = markedServices(scan, { paths: context.paths, identity });
  const all = new Set([
    ...names,
    ...await claimedServices(context),
    ...marked,
  ]);
  return await Promise.all(
    [...all].map((name) => findService(context, { scan, name })),
  );
}

/**
 * Like {@linkcode findServices}, without a look at every process.
 *
 * @returns `undefined` when only that look can tell
 */
export async function recallServices(
  context: Context<"fs" | "proc">,
  names: readonly string[],
): Promise<Found[] | undefined> {
  const proven = await provenClaims(context);
  if (proven === undefined) return undefined;
  const claims = new Map(
    proven.map((known) => [known.claim.service, known] as const),
  );
  return await Promise.all(
    [...new Set([...names, ...claims.keys()])].map(async (name) => {
      const known = claims.get(name);
      if (known === undefined) return notStarted(name);
      const { claim, leader } = known;
      return await withShellState(context, {
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
  context: Context<Ports>,
  { scan, name }: { readonly scan: ProcessScan; readonly name: string },
): Promise<Found> {
  const { system, paths } = context;
  const claim = await readClaim(context, name) ??
    await orphanedClaim(context, { scan, service: name });
  if (claim !== undefined) {
    const members = membersOf(scan, claim);
    if (members.length > 0) {
      const found = await alive(system, { scan, claim, members });
      return await withShellState(context, found);
    }
  }
  const identity = await workspaceIdentity(context);
  const adopted = adoptClaim(paths, { identity, scan, name });
  if (adopted !== undefined) {
    return await alive(system, {
      scan,
      claim: adopted,
      members: membersOf(scan, adopted),
    });
  }
  if (claim !== undefined) {
    const escaped = await escapedFrom(system, claim);
    if (escaped.length > 0) {
      return await alive(system, { scan, claim, members: escaped });
    }
    return await withShellState(context, gone(scan, claim));
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
