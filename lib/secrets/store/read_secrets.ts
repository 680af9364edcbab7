/**
 * The workspace's secrets as they are now.
 *
 * @module
 */
import type { Paths } from "../../core/files/paths.ts";
import type { System } from "../../system/mod.ts";
import { type SecretState, secretStates } from "./secret_state.ts";
import { type SecretDeclarations, storedValues } from "./stored_values.ts";

/**
 * Reads what is kept, and the environment.
 *
 * @throws {UserError} when that cannot be read
 */
export async function readSecrets(
  system: Pick<System, "fs" | "env">,
  paths: Paths,
  workspace: SecretDeclarations,
): Promise<SecretState[]> {
  const stored = await storedValues(system, paths, workspace);
  return secretStates(workspace, stored, system.env.get);
}
