/**
 * Services that run from another venv than `.venv` names now.
 *
 * @module
 */
import type { Context } from "../../core/context.ts";
import type { Found } from "./service_status.ts";

/** Names of the living services that a restart would bring a new venv. */
export async function outdatedServices(
  { system: { fs }, paths }: Context<"fs">,
  found: readonly Found[],
): Promise<string[]> {
  const current = await fs.realPath(paths.venv);
  return found.filter(({ members, claim }) =>
    members.length > 0 && claim?.venv && claim.venv !== current
  ).map(({ name }) => name);
}
