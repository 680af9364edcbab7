/**
 * Finishes what a stop that was killed has left.
 *
 * @module
 */
import { readClaim } from "./claim.ts";
import type { Paths } from "../paths.ts";
import { refuseLeft } from "./refuse_left.ts";
import type { WorkOptions } from "../reporter.ts";
import { stopUnderLock } from "./stop_services.ts";
import type { System } from "../system/mod.ts";
import type { Service } from "../workspace.ts";

/**
 * Ends what is left of services whose stop did not end; for a caller that
 * holds the lock of the services.
 *
 * @throws {UserError} when something cannot be ended
 */
export async function finishStops(
  system: Pick<System, "fs" | "proc" | "net" | "clock">,
  paths: Paths,
  services: readonly Service[],
  options: WorkOptions,
): Promise<void> {
  const claims = await Promise.all(
    services.map(({ name }) => readClaim(system, paths, name)),
  );
  const names = claims.filter((claim) => claim?.stopping)
    .map((claim) => claim?.service ?? "");
  if (names.length === 0) return;
  refuseLeft(await stopUnderLock(system, paths, names, options));
}
