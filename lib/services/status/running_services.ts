/**
 * The services of a workspace that run already.
 *
 * @module
 */
import { isOwnMark } from "../claims/adopt_claim.ts";
import { type Claim, writeClaim } from "../claims/claim.ts";
import { markedServices } from "../claims/complete_claims.ts";
import { completeAdopted } from "../claims/complete_adopted.ts";
import type { WorkspaceContext } from "../../workspace/workspace_context.ts";
import { scanProcesses } from "../processes/process_scan.ts";
import { findService, isAlive } from "./service_status.ts";
import type { StartMachine } from "../launch/start_options.ts";
import { workspaceIdentity } from "../claims/workspace_identity.ts";

/** What runs at one moment. */
export interface RunningServices {
  /** Names of the services of which any process carries the mark. */
  readonly marked: readonly string[];
  /** Claims by service. */
  readonly running: ReadonlyMap<string, Claim>;
  /** Names of those that are known to be ready, without being asked. */
  readonly ready: ReadonlySet<string>;
  /**
   * Ports of everything else that the user started with Hearth, in this
   * workspace or another, also where nothing listens yet.
   */
  readonly foreignPorts: readonly number[];
}

/** Looks for what runs; for callers that hold the lock of the services. */
export async function runningServices(
  context: WorkspaceContext<keyof StartMachine>,
): Promise<RunningServices> {
  const { paths, workspace: { services } } = context;
  const scan = await scanProcesses(context.system);
  const running = new Map<string, Claim>();
  const ready = new Set<string>();
  for (const service of services) {
    const { name } = service;
    const found = await findService(context, { scan, name });
    if (!isAlive(found) || found.claim === undefined) continue;
    const claim = completeAdopted(paths, { service, claim: found.claim });
    // One that was found by its mark alone gets its claim back.
    if (claim.readyMs === null) await writeClaim(context, claim);
    running.set(name, claim);
    if (found.state === "running") ready.add(name);
  }
  const names = new Set(services.map(({ name }) => name));
  const identity = await workspaceIdentity(context);
  const foreignPorts = [...scan.markers.values()].flatMap((marker) =>
    isOwnMark(marker, { paths, identity }) && names.has(marker.service)
      ? []
      : marker.port ?? []
  );
  const marked = markedServices(scan, { paths, identity });
  return { marked, running, ready, foreignPorts };
}
