/**
 * Names that `stop` and `logs` accept even when `workspace.ts` is broken.
 *
 * @module
 */
import { claimedServices } from "./claim.ts";
import { loadWorkspace } from "../../workspace/load_workspace.ts";
import type { Paths } from "../../core/files/paths.ts";
import { refuseUnknown } from "../launch/select_services.ts";
import type { System } from "../../system/mod.ts";

/** Names of the declared services and of those that have a claim. */
export async function knownServices(
  system: Pick<System, "fs">,
  paths: Paths,
): Promise<string[]> {
  const claimed = await claimedServices(system, paths);
  try {
    const { services } = await loadWorkspace(system, paths);
    return [...new Set([...services.map(({ name }) => name), ...claimed])];
  } catch (error) {
    if (claimed.length > 0) return claimed;
    throw error;
  }
}

/**
 * Throws for a name that is neither declared nor claimed.
 *
 * @throws {UserError} naming the services that there are
 */
export async function refuseUnknownServices(
  system: Pick<System, "fs">,
  paths: Paths,
  names: readonly string[],
): Promise<void> {
  refuseUnknown(names, await knownServices(system, paths));
}
