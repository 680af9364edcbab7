/**
 * `secret unset` removes secrets from `.env`.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
import { EXIT, UserError } from "../../lib/core/errors.ts";
import { loadWorkspace } from "../../lib/workspace/load_workspace.ts";
import { unsetSecret } from "../../lib/secrets/store/save_secret.ts";
import { refuseOddName } from "../../lib/secrets/store/secret_name.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import type { NoFlags } from "./run.ts";

/** Removes each; what is not there is fine. */
export async function unset(
  this: TaskContext,
  _flags: NoFlags,
  ...names: string[]
): Promise<void> {
  const { system, paths, report } = this;
  if (names.length === 0) {
    throw new UserError("Cannot remove: no secret is named", {
      hint: `Use: ${HEARTH} secret unset NAME`,
      exitCode: EXIT.usage,
    });
  }
  names.forEach(refuseOddName);
  const workspace = await loadWorkspace(this);
  for (const name of names) {
    const wasThere = await unsetSecret({ system, paths, workspace }, name, {
      report,
    });
    report.note(wasThere ? `Removed ${name}` : `${name} is not in .env`);
    if (system.env.get(name) !== undefined) {
      report.note(`${name} is still exported in the environment`);
    }
  }
}
