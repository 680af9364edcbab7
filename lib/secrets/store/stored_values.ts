/**
 * The values that the workspace keeps, wherever it keeps them.
 *
 * @module
 */
import type { WorkspaceContext } from "../../workspace/workspace_context.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { readDotenv } from "../dotenv/dotenv.ts";

/** What a workspace says of its secrets. */
export type SecretDeclarations = Pick<Workspace, "secrets" | "secretStore">;

/** Values by name and store; what the keyring has wins. */
export interface StoredValues {
  readonly dotenv: Readonly<Record<string, string>>;
  readonly keyring: Readonly<Record<string, string>>;
}

/**
 * Reads `.env`, and the keyring where the workspace keeps its secrets there.
 *
 * @throws {UserError} when either cannot be read
 */
export async function storedValues(
  context: WorkspaceContext<"fs" | "env", keyof SecretDeclarations>,
): Promise<StoredValues> {
  const { workspace: { secrets, secretStore } } = context;
  const dotenv = await readDotenv(context);
  if (secretStore !== "keyring") return { dotenv, keyring: {} };
  const { openKeyring } = await import("./keyring.ts");
  const keyring = await openKeyring(context.paths);
  const values = new Map<string, string>();
  for (const name of Object.keys(secrets)) {
    const value = await keyring.get(name);
    if (value !== undefined) values.set(name, value);
  }
  return { dotenv, keyring: Object.fromEntries(values) };
}
