/**
 * Ends exactly what was started, and proves that nothing is left.
 *
 * @module
 */
import { forgetService } from "./forget_service.ts";
import { type Claim, writeClaim } from "../claims/claim.ts";
import { noteComplete } from "../claims/complete_claims.ts";
import { type EndedRun, endRun, type LeftProcess } from "./end_run.ts";
import { escapedFrom } from "../processes/escaped_processes.ts";
import { withLock } from "../../core/files/file_lock.ts";
import { removeDrafts } from "../../core/files/remove_drafts.ts";
import type { Context } from "../../core/context.ts";
import { type PortHolder, portHolder } from "../ports/port_holder.ts";
import { scanProcesses } from "../processes/process_scan.ts";
import { silent, type WorkOptions } from "../../core/reporter.ts";
import { inOrder } from "../order/in_order.ts";
import { dependentsOf } from "../order/service_order.ts";
import { dependentsToStop } from "./dependents_to_stop.ts";
import { findServices, type Found } from "../status/service_status.ts";
import type { System } from "../../system/mod.ts";

/** What became of a service. */
export interface Stopped {
  readonly name: string;
  /** `none` when nothing ran. */
  readonly outcome: "stopped" | "killed" | "none" | "left";
  /** Processes that could not be ended. */
  readonly left: readonly LeftProcess[];
  /** What still listens on its port, if that may be of the service. */
  readonly held: PortHolder | null;
  /** Milliseconds from the first signal until all were gone. */
  readonly tookMs: number;
}

type Machine = Pick<System, "fs" | "proc" | "net" | "clock">;

/** How services are stopped. */
export interface StopOptions extends WorkOptions {
  /**
   * Whether services that run and depend on those named are stopped too.
   * @default {false}
   */
  readonly dependents?: boolean;
}

/**
 * Stops services by name, all that run when none is named, each after those
 * that depend on it. The signal ends the wait for another task; a stop that has
 * begun goes on.
 */
export async function stopServices(
  context: Context<keyof Machine>,
  names: readonly string[],
  options: StopOptions = {},
): Promise<Stopped[]> {
  const { system } = context;
  if (await system.fs.stat(context.paths.state) === undefined) {
    // Making the directory only to lock it would leave something behind.
    const scan = await scanProcesses(system);
    const found = await findServices(context, scan);
    if (found.length === 0) return names.map(nothingRan);
  }
  return await withLock(
    context,
    "services",
    () => stopUnderLock(context, names, options),
    { report: silent, ...options },
  );
}

/** Like {@linkcode stopServices}, for callers that hold the lock already. */
export async function stopUnderLock(
  context: Context<keyof Machine>,
  names: readonly string[],
  { report = silent, dependents = false }: StopOptions = {},
): Promise<Stopped[]> {
  const { system } = context;
  await removeDrafts(system, context.paths.run);
  const scan = await scanProcesses(system);
  const found = (await findServices(context, scan, names)).map((
    service,
  ) => ({ ...service, dependsOn: service.claim?.dependsOn }));
  const wanted = found.filter(({ name }) =>
    names.length === 0 || names.includes(name)
  );
  if (names.length > 0 && dependents) {
    wanted.push(...dependentsToStop(found, names, { report }));
  }
  // Also of what waits until others are gone: it does not go on running.
  await Promise.all(
    wanted.map(({ claim, members }) =>
      claim && members.length > 0 ? noteStopping(context, claim) : undefined
    ),
  );
  const stopped = await inOrder(wanted, {
    first: ({ name }) => dependentsOf(wanted, name),
    work: async (service) => {
      const stage = service.members.length > 0
        ? report.stage(`Stopping ${service.name}`)
        : undefined;
      const result = await stopOne(context, service);
      if (result.outcome === "left") stage?.failed();
      else stage?.done(result.outcome);
      return result;
    },
  });
  const gone = stopped.filter(({ outcome }) => outcome !== "left")
    .map(({ name }) => name);
  await noteComplete(
    context,
    found.filter(({ members }) => members.length > 0)
      .map(({ name }) => name).filter((name) => !gone.includes(name)),
  );
  return stopped;
}

async function stopOne(
  context: Context<keyof Machine>,
  { name, claim, members, state }: Found,
): Promise<Stopped> {
  const { system } = context;
  if (claim === undefined) {
    if (state !== "stopped") await forgetService(context, { name, claim });
    return nothingRan(name);
  }
  if (members.length === 0) {
    const { held } = await releasePort(system, claim);
    await forgetService(context, { name, claim });
    return { ...nothingRan(name), held };
  }
  const begun = system.clock.elapsed();
  const ended = await endRun(system, { claim, members });
  const { held, ...freed } = await releasePort(system, claim);
  const tookMs = system.clock.elapsed() - begun;
  const left = [...ended.left, ...freed.left];
  if (left.length > 0) return { name, outcome: "left", left, held, tookMs };
  await forgetService(context, { name, claim });
  const outcome = ended.killed || freed.killed ? "killed" : "stopped";
  return { name, outcome, left, held, tookMs };
}

/**
 * Ends what left the service in every way but kept its port, if it provably is
 * of the service; otherwise gives who has the port.
 */
async function releasePort(
  system: Machine,
  claim: Claim,
): Promise<EndedRun & Pick<Stopped, "held">> {
  const { port } = claim;
  if (port === null || system.net.isFree(port)) {
    return { killed: false, left: [], held: null };
  }
  const escaped = await escapedFrom(system, claim);
  const ended = escaped.length > 0
    ? await endRun(system, { claim, members: escaped })
    : { killed: false, left: [] };
  const holder = system.net.isFree(port)
    ? undefined
    : await portHolder(system, { scan: await scanProcesses(system), claim });
  return { ...ended, held: holder ?? null };
}

/**
 * Notes that a service is being stopped before it gets the first signal: if
 * this stop is killed, no task takes what is left for a service that runs.
 */
async function noteStopping(
  context: Context<"fs" | "clock">,
  claim: Claim,
): Promise<void> {
  const stopping = new Date(context.system.clock.now()).toISOString();
  try {
    await writeClaim(context, { ...claim, stopping });
  } catch {
    // A full disk must not keep a service from being stopped.
  }
}

function nothingRan(name: string): Stopped {
  return { name, outcome: "none", left: [], held: null, tookMs: 0 };
}
