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
import { refuseLeft } from "../stop/left_behind.ts";
import { portReservations } from "../ports/port_reservations.ts";
import { type Reporter, silent } from "../../core/reporter.ts";
import { settleServices } from "./settle_services.ts";
import type {
  Started,
  StartMachine,
  StartOptions,
  StartWork,
} from "./start_options.ts";
import { type Stopped, stopUnderLock } from "../stop/stop_services.ts";
import { type Seen, untilSteady } from "./until_steady.ts";
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
): Promise<Seen[]> {
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
    return await untilSteady(
      context,
      started.toSorted((one, other) => at(one) - at(other)),
      work,
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
