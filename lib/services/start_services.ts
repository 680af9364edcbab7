/**
 * Starts services in parallel and waits until each answers.
 *
 * @module
 */
import { withLock } from "../file_lock.ts";
import { launchMissing } from "./launch_missing.ts";
import type { Paths } from "../paths.ts";
import { portReservations } from "./port_reservations.ts";
import { silent } from "../reporter.ts";
import { settleServices } from "./settle_services.ts";
import type {
  Started,
  StartMachine,
  StartOptions,
  StartWork,
} from "./start_options.ts";
import { stopUnderLock } from "./stop_services.ts";
import type { Service, Workspace } from "../workspace.ts";

/**
 * Starts what does not run yet. The lock is held while launching only, so
 * that `stop` need not wait for a service that is slow to answer.
 *
 * @throws {UserError} when a port is taken and `strictPorts`, with nothing
 *   launched
 */
export async function startServices(
  system: StartMachine,
  paths: Paths,
  workspace: Workspace,
  services: readonly Service[],
  options: StartOptions = {},
): Promise<Started[]> {
  const { signal, report = silent } = options;
  await using reservations = portReservations(system);
  const work = onReadyOnce({ ...options, reservations });
  const launched = await withLock(
    system,
    paths,
    "services",
    () => launchMissing(system, paths, workspace, services, work),
    { signal, onWait: () => report.note("Waiting for another start or stop") },
  );
  try {
    return await settleServices(system, paths, workspace, launched, work);
  } catch (error) {
    if (signal?.aborted) {
      const names = launched.launches.filter(({ fresh }) => fresh)
        .map(({ service }) => service.name);
      await withLock(system, paths, "services", async () => {
        if (names.length > 0) await stopUnderLock(system, paths, names);
      });
    }
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
