/**
 * Services that run from another venv than `.venv` names now.
 *
 * @module
 */
import type { Paths } from "../../core/files/paths.ts";
import type { Found } from "./service_status.ts";
import type { System } from "../../system/mod.ts";

/** Names of the living services that a restart would bring a new venv. */
export async function outdatedServices(
  { fs }: Pick<System, "fs">,
  paths: Paths,
  found: readonly Found[],
): Promise<string[]> {
  const current = await fs.realPath(paths.venv);
  return found.filter(({ members, claim }) =>
    members.length > 0 && claim?.venv && claim.venv !== current
  ).map(({ name }) => name);
}
