/**
 * `secret get` prints one value.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
import { EXIT, UserError } from "../../lib/core/errors.ts";
import { loadWorkspace } from "../../lib/workspace/load_workspace.ts";
import { readSecrets } from "../../lib/secrets/store/read_secrets.ts";
import { refuseOddName } from "../../lib/secrets/store/secret_name.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import type { NoFlags } from "./run.ts";

/** Prints the value that a service would find. */
export async function get(
  this: TaskContext,
  _flags: NoFlags,
  name: string,
): Promise<void> {
  const { system, paths, report } = this;
  refuseOddName(name);
  const workspace = await loadWorkspace(this);
  const states = await readSecrets({ system, paths, workspace });
  const value = states.find((state) => state.name === name)?.value ??
    system.env.get(name);
  if (!value) {
    throw new UserError(`${name} is not set`, {
      hint: `Set it: ${HEARTH} secret set ${name}`,
      exitCode: EXIT.needsUser,
    });
  }
  report.result(value);
}
