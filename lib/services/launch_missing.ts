/**
 * Launches the services that do not run yet.
 *
 * @module
 */
import { type Claim, writeClaim } from "./claim.ts";
import { endRemains } from "./end_remains.ts";
import { launchService } from "./launch_service.ts";
import type { Paths } from "../paths.ts";
import { choosePort } from "./ports.ts";
import { scanProcesses } from "./process_scan.ts";
import { silent } from "../reporter.ts";
import { findService, isAlive } from "./service_status.ts";
import { stopUnderLock } from "./stop_services.ts";
import type { StartMachine, StartOptions } from "./start_options.ts";
import type { Service, Workspace } from "../workspace.ts";

/** A service that runs, though it may not answer yet. */
export interface Launch {
  readonly service: Service;
  readonly claim: Claim;
  /** Launched by this call, not found running. */
  readonly fresh: boolean;
}

/** Launches what is missing; for whoever holds the lock of the services. */
export async function launchMissing(
  system: StartMachine,
  paths: Paths,
  workspace: Workspace,
  services: readonly Service[],
  options: StartOptions,
): Promise<Launch[]> {
  await endRemains(system, paths, services, options);
  const ports = preferredPorts(workspace);
  const running = await runningServices(system, paths, workspace, ports);
  const given = new Set<number>();
  const missing = services.filter(({ name }) => !running.has(name));
  for (const service of missing) {
    const port = await portFor(system, workspace, service, given, options);
    if (port === undefined) continue;
    given.add(port);
    ports.set(service.name, port);
  }
  const results = await Promise.allSettled(
    missing.map((service) =>
      launch(system, paths, workspace, service, ports, options)
    ),
  );
  const launched = new Map(
    results.flatMap((result) =>
      result.status === "fulfilled"
        ? [[result.value.service, result.value]]
        : []
    ),
  );
  const failure = results.find(({ status }) => status === "rejected");
  if (failure?.status === "rejected") {
    // All or none: what nobody is told of must not go on running.
    if (launched.size > 0) {
      await stopUnderLock(system, paths, [...launched.keys()]);
    }
    throw failure.reason;
  }
  return services.flatMap((service) => {
    const fresh = launched.get(service.name);
    const claim = fresh ?? running.get(service.name);
    return claim ? [{ service, claim, fresh: fresh !== undefined }] : [];
  });
}

/** Launches one service again, on its preferred port or the next free one. */
export async function launchOne(
  system: StartMachine,
  paths: Paths,
  workspace: Workspace,
  service: Service,
  options: StartOptions,
): Promise<Claim> {
  const ports = preferredPorts(workspace);
  await runningServices(system, paths, workspace, ports);
  const port = await portFor(system, workspace, service, new Set(), options);
  if (port !== undefined) ports.set(service.name, port);
  return await launch(system, paths, workspace, service, ports, options);
}

function preferredPorts({ services }: Workspace): Map<string, number> {
  return new Map(
    services.flatMap(({ name, port }) =>
      port === undefined ? [] : [[name, port]]
    ),
  );
}

/** Claims of what runs, by service; their ports are noted in `ports`. */
async function runningServices(
  system: StartMachine,
  paths: Paths,
  { services }: Workspace,
  ports: Map<string, number>,
): Promise<Map<string, Claim>> {
  const scan = await scanProcesses(system);
  const running = new Map<string, Claim>();
  for (const { name } of services) {
    const found = await findService(system, paths, scan, name);
    const { claim } = found;
    if (!isAlive(found) || claim === undefined) continue;
    // One that was found by its mark alone gets its claim back.
    if (claim.readyMs === null) await writeClaim(system, paths, claim);
    running.set(name, claim);
    if (claim.port !== null) ports.set(name, claim.port);
  }
  return running;
}

async function portFor(
  system: StartMachine,
  workspace: Workspace,
  service: Service,
  given: ReadonlySet<number>,
  { ports, strictPorts: strict = false, report = silent }: StartOptions,
): Promise<number | undefined> {
  const wanted = ports?.get(service.name) ?? service.port;
  if (wanted === undefined) return undefined;
  const port = await choosePort(system, service.name, wanted, {
    strict,
    given,
    preferredByOthers: new Set(preferredPorts(workspace).values()),
  });
  if (port !== wanted) {
    report.note(`Port ${wanted} is taken: ${service.name} gets ${port}`);
  }
  return port;
}

async function launch(
  system: StartMachine,
  paths: Paths,
  workspace: Workspace,
  service: Service,
  ports: ReadonlyMap<string, number>,
  { modes, venv, dotenv = {}, variables = {} }: StartOptions,
): Promise<Claim> {
  const mode = modes?.get(service.name) ?? "background";
  const plan = { service, mode, ports, venv, dotenv, variables };
  return await launchService(system, paths, workspace, plan);
}
