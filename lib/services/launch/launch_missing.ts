/**
 * Launches the services that do not run yet.
 *
 * @module
 */
import type { Claim } from "../claims/claim.ts";
import { noteComplete } from "../claims/complete_claims.ts";
import { decidePorts } from "../ports/decide_ports.ts";
import { endRemains } from "../stop/end_remains.ts";
import { launchService } from "./launch_service.ts";
import type { WorkspaceContext } from "../../workspace/workspace_context.ts";
import { runningServices } from "../status/running_services.ts";
import { serviceFiles } from "./environment/service_files.ts";
import { silent } from "../../core/reporter.ts";
import { stopUnderLock } from "../stop/stop_services.ts";
import type { StartMachine, StartWork } from "./start_options.ts";
import type { Service } from "../../workspace/workspace.ts";

/** A service that runs, though it may not answer yet. */
export interface Launch {
  readonly service: Service;
  readonly claim: Claim;
  /** Launched by this call, not found running. */
  readonly fresh: boolean;
  /** Its environment, where it is known. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What runs once all is launched that waits for nothing. */
export interface Launched {
  /** Of the services that were asked for. */
  readonly launches: readonly Launch[];
  /** Services that wait until those that they depend on are ready. */
  readonly waiting: readonly Service[];
  /** Claims of all other services that run. */
  readonly others: readonly Claim[];
  /** By service, of those that wait too. */
  readonly ports: ReadonlyMap<string, number>;
}

/**
 * Launches what is missing and waits for nothing; for callers that hold the
 * lock of the services.
 */
export async function launchMissing(
  context: WorkspaceContext<keyof StartMachine>,
  services: readonly Service[],
  work: StartWork,
): Promise<Launched> {
  await endRemains(context, services, work);
  const found = await runningServices(context);
  const { running, ready } = found;
  const missing = services.filter(({ name }) => !running.has(name));
  for (const service of missing) {
    // What cannot be launched is found out before anything is.
    await serviceFiles(context, service);
    const dependent = work.needed?.get(service.name);
    if (dependent === undefined) continue;
    const report = work.report ?? silent;
    report.note(`Also starting ${service.name}: ${dependent} depends on it`);
  }
  const ports = await decidePorts(context.system, {
    workspace: context.workspace,
    launched: missing,
    found,
  }, work);
  const [now, waiting] = [true, false].map((isNow) =>
    missing.filter(({ dependsOn }) =>
      dependsOn.every((name) => ready.has(name)) === isNow
    )
  );
  const results = await Promise.allSettled(
    (now ?? []).map((service) =>
      launchPlanned(context, service, { ...work, ports })
    ),
  );
  const launched = new Map(
    results.flatMap((result) =>
      result.status === "fulfilled"
        ? [[result.value.service.name, result.value]]
        : []
    ),
  );
  const failure = results.find(({ status }) => status === "rejected");
  if (failure?.status === "rejected") {
    // All or none: what no one is told of must not go on running.
    if (launched.size > 0) {
      await stopUnderLock(context, [...launched.keys()]);
    }
    throw failure.reason;
  }
  await noteComplete(context, found.marked);
  const names = new Set(services.map(({ name }) => name));
  return {
    launches: services.flatMap((service): Launch[] => {
      const claim = running.get(service.name);
      const launch = launched.get(service.name) ??
        (claim && { service, claim, fresh: false });
      return launch ? [launch] : [];
    }),
    waiting: waiting ?? [],
    others: [...running.values()].filter(({ service }) => !names.has(service)),
    ports,
  };
}

/** Launches one service with ports that are decided. */
export async function launchPlanned(
  context: WorkspaceContext<keyof StartMachine>,
  service: Service,
  { ports, modes, venv, dotenv = {}, variables = {}, fresh }:
    & Omit<StartWork, "ports">
    & { readonly ports: ReadonlyMap<string, number> },
): Promise<Launch> {
  const mode = modes?.get(service.name) ?? "background";
  const plan = { service, mode, ports, venv, dotenv, variables };
  const launched = await launchService(context, plan);
  fresh.add(service.name);
  return { service, ...launched, fresh: true };
}
