/**
 * Names that `stop` and `logs` accept even when `workspace.ts` is broken.
 *
 * @module
 */
import { claimedServices } from "../claims/claim.ts";
import { loadWorkspace } from "../../workspace/load_workspace.ts";
import type { Context } from "../../core/context.ts";
import { refuseUnknown } from "../launch/select_services.ts";

/** Names of the declared services and of those that have a claim. */
export async function knownServices(
  context: Context<"fs">,
): Promise<string[]> {
  const claimed = await claimedServices(context);
  try {
    const { services } = await loadWorkspace(context);
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
  context: Context<"fs">,
  names: readonly string[],
): Promise<void> {
  refuseUnknown(names, await knownServices(context));
}
