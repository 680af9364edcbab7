/**
 * Starts services, each once those that it depends on are ready.
 *
 * @module
 */
import { HEARTH } from "../../system/launcher.ts";
import { withLock } from "../../core/files/file_lock.ts";
import { launchMissing } from "./launch_missing.ts";
import type { Context } from "../../core/context.ts";
import type { WorkspaceContext } from "../../workspace/workspace_context.ts";
import { hasLeader } from "../processes/living_leader.ts";
import { scanProcesses } from "../processes/process_scan.ts";
import { refuseLeft } from "../stop/left_behind.ts";
import { portReservations } from "../ports/port_reservations.ts";
import { type Reporter, silent } from "../../core/reporter.ts";
import { findService, isAlive } from "../status/service_status.ts";
import { overtaken } from "./settle_service.ts";
import { settleServices } from "./settle_services.ts";
import type {
  Started,
  StartMachine,
  StartOptions,
  StartWork,
} from "./start_options.ts";
import { type Stopped, stopUnderLock } from "../stop/stop_services.ts";
import type { Service } from "../../workspace/workspace.ts";

/**
 * Starts what does not run yet. The lock is held while launching only, so
 * that `stop` need not wait for a service that is slow to answer. When it is
 * interrupted or fails, for instance because the disk is full, what it launched
 * is ended: a service that does not come up is no such failure.
 *
 * @throws {UserError} when a port is taken and `strictPorts`, with nothing
 *   launched
 */
export async function startServices(
  context: WorkspaceContext<keyof StartMachine>,
  services: readonly Service[],
  options: StartOptions = {},
): Promise<Started[]> {
  const { signal, report = silent } = options;
  await using reservations = portReservations(context.system);
  const fresh = new Set<string>();
  const work = onReadyOnce({ ...options, reservations, fresh });
  const launched = await withLock(
    context,
    "services",
    () => launchMissing(context, services, work),
    { report, signal },
  );
  try {
    const started = await settleServices(
      context,
      launched,
      work,
    );
    const order = new Map(services.map(({ name }, index) => [name, index]));
    const at = ({ name }: Started): number => order.get(name) ?? 0;
    return await Promise.all(
      started.toSorted((one, other) => at(one) - at(other))
        .map((service) => lookAgain(context, service)),
    );
  } catch (error) {
    await endLaunched(context, [...fresh], report);
    throw error;
  }
}

/** A page is opened once, though its service may be launched again. */
function onReadyOnce(work: StartWork): StartWork {
  const { onReady } = work;
  if (onReady === undefined) return work;
  const done = new Set<string>();
  return {
    ...work,
    onReady: (service, url) => {
      if (done.has(service.name)) return;
      done.add(service.name);
      onReady(service, url);
    },
  };
}

/** A service may end while start waits for the others. */
async function lookAgain(
  context: Context<keyof StartMachine>,
  service: Started,
): Promise<Started> {
  const { system } = context;
  const { name, claim, outcome } = service;
  if (outcome !== "started" && outcome !== "already") return service;
  if (claim === undefined) return service;
  if (await hasLeader(system, claim)) return service;
  const scan = await scanProcesses(system);
  const found = await findService(context, { scan, name });
  if (isAlive(found)) return service;
  return found.state === "failed"
    ? { ...service, outcome: "ended", why: "it answered, then exited" }
    : overtaken(name, claim);
}

/** Ends what a start that failed has launched, or says that it still runs. */
async function endLaunched(
  context: Context<keyof StartMachine>,
  names: readonly string[],
  report: Reporter,
): Promise<void> {
  if (names.length === 0) return;
  try {
    const stop = (): Promise<Stopped[]> =>
      stopUnderLock(context, names, { report });
    refuseLeft(await withLock(context, "services", stop, { report }));
  } catch (error) {
    const list = names.join(", ");
    const why = error instanceof Error ? error.message : String(error);
    report.warn(
      `${list} may still be running (${why}). Check with "${HEARTH} status", stop with "${HEARTH} stop"`,
    );
  }
}
