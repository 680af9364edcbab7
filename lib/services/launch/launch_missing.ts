/**
 * Launches the services that do not run yet.
 *
 * @module
 */
import type { Claim } from "../claims/claim.ts";
import { decidePorts } from "../ports/decide_ports.ts";
import { endRemains } from "../stop/end_remains.ts";
import { launchService } from "./launch_service.ts";
import type { Paths } from "../../core/files/paths.ts";
import { runningServices } from "../claims/running_services.ts";
import { stopUnderLock } from "../stop/stop_services.ts";
import type { StartMachine, StartWork } from "./start_options.ts";
import type { Service, Workspace } from "../../workspace/workspace.ts";

/** A service that runs, though it may not answer yet. */
export interface Launch {
  readonly service: Service;
  readonly claim: Claim;
  /** Launched by this call, not found running. */
  readonly fresh: boolean;
}

/** What runs once everything is launched. */
export interface Launched {
  /** Of the services that were asked for. */
  readonly launches: readonly Launch[];
  /** Claims of all other services that run. */
  readonly others: readonly Claim[];
}

/** Launches what is missing; for callers that hold the lock of the services. */
export async function launchMissing(
  system: StartMachine,
  paths: Paths,
  workspace: Workspace,
  services: readonly Service[],
  work: StartWork,
): Promise<Launched> {
  await endRemains(system, paths, services, work);
  const found = await runningServices(system, paths, workspace);
  const { running } = found;
  const missing = services.filter(({ name }) => !running.has(name));
  const ports = await decidePorts(system, workspace, missing, found, work);
  const results = await Promise.allSettled(
    missing.map((service) =>
      launchPlanned(system, paths, workspace, service, ports, work)
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
    // All or none: what no one is told of must not go on running.
    if (launched.size > 0) {
      await stopUnderLock(system, paths, [...launched.keys()]);
    }
    throw failure.reason;
  }
  const names = new Set(services.map(({ name }) => name));
  return {
    launches: services.flatMap((service) => {
      const fresh = launched.get(service.name);
      const claim = fresh ?? running.get(service.name);
      return claim ? [{ service, claim, fresh: fresh !== undefined }] : [];
    }),
    others: [...running.values()].filter(({ service }) => !names.has(service)),
  };
}

/** Launches one service with ports that are decided. */
export async function launchPlanned(
  system: StartMachine,
  paths: Paths,
  workspace: Workspace,
  service: Service,
  ports: ReadonlyMap<string, number>,
  { modes, venv, dotenv = {}, variables = {} }: StartWork,
): Promise<Claim> {
  const mode = modes?.get(service.name) ?? "background";
  const plan = { service, mode, ports, venv, dotenv, variables };
  return await launchService(system, paths, workspace, plan);
}
