/**
 * The workspace's secrets as they are now.
 *
 * @module
 */
import type { Paths } from "../paths.ts";
import type { System } from "../system/mod.ts";
import type { Workspace } from "../workspace.ts";
import { readDotenv } from "./dotenv.ts";
import { type SecretState, secretStates } from "./secret_state.ts";

/**
 * Reads `.env` and the environment.
 *
 * @throws {UserError} when `.env` cannot be read
 */
export async function readSecrets(
  system: Pick<System, "fs" | "env">,
  paths: Paths,
  workspace: Pick<Workspace, "secrets">,
): Promise<SecretState[]> {
  const dotenv = await readDotenv(system, paths);
  return secretStates(workspace, dotenv, system.env.get);
}
