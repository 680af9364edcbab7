/**
 * `secret list` says what is set and what is missing.
 *
 * @module
 */
import { loadWorkspace } from "../../lib/workspace/load_workspace.ts";
import { readSecrets } from "../../lib/secrets/store/read_secrets.ts";
import {
  secretReport,
  secretTable,
} from "../../lib/secrets/store/secret_report.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";

/** Flags of `secret list`. */
export interface ListFlags {
  readonly json: boolean;
}

/** Prints the secrets, masked. */
export async function list(
  this: TaskContext,
  { json }: ListFlags,
): Promise<void> {
  const { system, paths, report } = this;
  const workspace = await loadWorkspace(this);
  const states = await readSecrets({ system, paths, workspace });
  const secrets = states.map(secretReport);
  if (json) report.result(JSON.stringify({ secrets }));
  else if (secrets.length > 0) report.result(secretTable(secrets));
  else report.note("workspace.ts declares no secrets, and .env has none");
}
