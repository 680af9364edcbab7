/**
 * The kept secrets, for services that are about to start.
 *
 * @module
 */
import { UserError } from "../../lib/core/errors.ts";
import { readDotenv } from "../../lib/secrets/dotenv/dotenv.ts";
import { storedValues } from "../../lib/secrets/store/stored_values.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import type { Workspace } from "../../lib/workspace/workspace.ts";

/** Reads them; a keyring out of reach is told and keeps no service waiting. */
export async function keptValues(
  context: TaskContext,
  workspace: Workspace,
): Promise<Record<string, string>> {
  const { system, paths, report } = context;
  if (workspace.secretStore !== "keyring") {
    return await readDotenv(context);
  }
  try {
    const { dotenv, keyring } = await storedValues({
      system,
      paths,
      workspace,
    });
    return { ...dotenv, ...keyring };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    report.warn(`${error.message}\n${error.hint}`);
    return await readDotenv(context);
  }
}
