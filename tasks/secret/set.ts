/**
 * `secret set` sets one secret.
 *
 * @module
 */
import { EXIT, UserError } from "../../lib/core/errors.ts";
import { loadWorkspace } from "../../lib/workspace/load_workspace.ts";
import { askSecret, canAsk } from "../../lib/secrets/prompt/ask_secret.ts";
import { readSecretInput } from "../../lib/secrets/prompt/read_secret_input.ts";
import { refuseUnusable } from "../../lib/secrets/prompt/validate_value.ts";
import {
  refuseOddName,
  refuseValues,
} from "../../lib/secrets/store/secret_name.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { keep } from "./keep.ts";

/** Flags of `secret set`. */
export interface SetFlags {
  readonly keep: boolean;
}

/** Takes a value from the terminal or from standard input. */
export async function set(
  this: TaskContext,
  flags: SetFlags,
  name = "",
  ...more: string[]
): Promise<void> {
  const { system, report } = this;
  refuseOddName(name);
  refuseValues(more);
  const workspace = await loadWorkspace(this);
  const { secrets } = workspace;
  const declared = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
  if (flags.keep && system.env.get(name)) {
    return report.note(`Kept: ${name}, which is exported`);
  }
  const value = canAsk(system)
    ? await askSecret(system, { name, declared }, this)
    : await readSecretInput(system, name);
  if (value === undefined) {
    throw new UserError(`Cannot set ${name}: no value is given`, {
      hint: "Nothing was changed.",
      exitCode: EXIT.needsUser,
    });
  }
  refuseUnusable(name, value, declared);
  const { kept } = await keep(
    this,
    { workspace, values: { [name]: value } },
    flags,
  );
  if (kept.length > 0) report.note(`Kept: ${name}`);
}
