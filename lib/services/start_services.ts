/**
 * Starts services in parallel and waits until each answers.
 *
 * @module
 */
import { withLock } from "../file_lock.ts";
import { launchMissing } from "./launch_missing.ts";
import type { Paths } from "../paths.ts";
import { silent } from "../reporter.ts";
import { settleService } from "./settle_service.ts";
import type { Started, StartMachine, StartOptions } from "./start_options.ts";
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
  const launched = await withLock(
    system,
    paths,
    "services",
    () => launchMissing(system, paths, workspace, services, options),
    { report, signal },
  );
  try {
    return await Promise.all(
      launched.map((launch) =>
        settleService(system, paths, workspace, launch, options)
      ),
    );
  } catch (error) {
    if (signal?.aborted) {
      const names = launched.filter(({ fresh }) => fresh)
        .map(({ service }) => service.name);
      await withLock(system, paths, "services", async () => {
        if (names.length > 0) await stopUnderLock(system, paths, names);
      }, { report });
    }
    throw error;
  }
}
