/**
 * The workspace's secrets as they are now.
 *
 * @module
 */
import type { WorkspaceContext } from "../../workspace/workspace_context.ts";
import { type SecretState, secretStates } from "./secret_state.ts";
import { type SecretDeclarations, storedValues } from "./stored_values.ts";

/**
 * Reads what is kept, and the environment.
 *
 * @throws {UserError} when that cannot be read
 */
export async function readSecrets(
  context: WorkspaceContext<"fs" | "env", keyof SecretDeclarations>,
): Promise<SecretState[]> {
  const stored = await storedValues(context);
  return secretStates(context.workspace, stored, context.system.env.get);
}
