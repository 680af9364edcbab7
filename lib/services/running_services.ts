/**
 * The services of a workspace that run already.
 *
 * @module
 */
import { type Claim, writeClaim } from "./claim.ts";
import type { Paths } from "../paths.ts";
import { scanProcesses } from "./process_scan.ts";
import { findService } from "./service_status.ts";
import type { StartMachine } from "./start_options.ts";
import type { Workspace } from "../workspace.ts";

/** What runs at one moment. */
export interface RunningServices {
  /** Claims by service. */
  readonly running: ReadonlyMap<string, Claim>;
  /**
   * Ports of everything else that the user started with Hearth, in this
   * workspace or another, also where nobody listens yet.
   */
  readonly foreignPorts: readonly number[];
}

/** Looks for what runs; for whoever holds the lock of the services. */
export async function runningServices(
  system: StartMachine,
  paths: Paths,
  { services }: Workspace,
): Promise<RunningServices> {
  const scan = await scanProcesses(system);
  const running = new Map<string, Claim>();
  for (const { name } of services) {
    const { members, claim } = await findService(system, paths, scan, name);
    if (members.length === 0 || claim === undefined) continue;
    // One that was found by its mark alone gets its claim back.
    if (claim.readyMs === null) await writeClaim(system, paths, claim);
    running.set(name, claim);
  }
  const names = new Set(services.map(({ name }) => name));
  const foreignPorts = [...scan.markers.values()].flatMap(
    ({ workspace, service, port }) =>
      workspace === paths.root && names.has(service) ? [] : port ?? [],
  );
  return { running, foreignPorts };
}
