/**
 * Ends what is left of services that do not run any more.
 *
 * @module
 */
import { readClaim } from "../claims/claim.ts";
import type { Context } from "../../core/context.ts";
import { hasLeader } from "../processes/living_leader.ts";
import { scanProcesses } from "../processes/process_scan.ts";
import { refuseLeft } from "./left_behind.ts";
import type { WorkOptions } from "../../core/reporter.ts";
import { findService, isAlive } from "../status/service_status.ts";
import { stopUnderLock } from "./stop_services.ts";
import type { Service } from "../../workspace/workspace.ts";

/**
 * Finishes stops that were killed, and ends what a server that ended by itself
 * has left behind; for a caller that holds the lock of the services. Looks at
 * all processes only where a claim shows that it is needed.
 *
 * @throws {UserError} when something cannot be ended
 */
export async function endRemains(
  context: Context<"fs" | "proc" | "net" | "clock">,
  services: readonly Service[],
  options: WorkOptions,
): Promise<void> {
  const { system } = context;
  const suspects: string[] = [];
  for (const { name } of services) {
    const claim = await readClaim(context, name);
    if (claim === undefined) continue;
    const isLed = await hasLeader(system, claim);
    if (!isLed || claim.stopping !== null) suspects.push(name);
  }
  if (suspects.length === 0) return;
  const scan = await scanProcesses(system);
  const found = await Promise.all(
    suspects.map((name) => findService(context, { scan, name })),
  );
  const names = found.filter((service) =>
    service.members.length > 0 && !isAlive(service)
  ).map(({ name }) => name);
  if (names.length === 0) return;
  refuseLeft(await stopUnderLock(context, names, options));
}
