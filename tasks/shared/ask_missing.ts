/**
 * Declared secrets that are missing when services are about to start.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
import { UserError } from "../../lib/core/errors.ts";
import { readSecrets } from "../../lib/secrets/store/read_secrets.ts";
import { missingSecrets } from "../../lib/secrets/store/secret_state.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import type { Workspace } from "../../lib/workspace/workspace.ts";

/**
 * Prompts for missing secrets on a terminal, and reports what stays missing.
 *
 * @returns the names of those
 */
export async function askMissing(
  context: TaskContext,
  workspace: Workspace,
  { json }: { readonly json: boolean },
): Promise<string[]> {
  const { system, paths, report } = context;
  if (Object.keys(workspace.secrets).length === 0) return [];
  const states = await readSecrets({ system, paths, workspace }).catch(
    (error: unknown) => {
      // The error is reported when the services get the values.
      if (error instanceof UserError) return [];
      throw error;
    },
  );
  const missing = missingSecrets(states);
  if (missing.length === 0) return [];
  const { askSecret, canAsk } = await import(
    "../../lib/secrets/prompt/ask_secret.ts"
  );
  const left: string[] = [];
  for (const { name, declared } of missing) {
    const value = json || !canAsk(system) ? undefined : await askSecret(
      system,
      { name, declared },
      { report, signal: context.signal },
    );
    if (value === undefined) {
      left.push(name);
      continue;
    }
    const { keep } = await import("../secret/keep.ts");
    await keep(context, { workspace, values: { [name]: value } });
  }
  if (left.length > 0) {
    report.warn(`Missing: ${left.join(", ")}. To set: ${HEARTH} secret`);
  }
  return left;
}
