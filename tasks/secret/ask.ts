/**
 * `secret` asks for secrets and keeps them.
 *
 * @module
 */
import { loadWorkspace } from "../../lib/workspace/load_workspace.ts";
import {
  askSecret,
  canAsk,
  cannotAsk,
} from "../../lib/secrets/prompt/ask_secret.ts";
import { declaredSecrets } from "../../lib/secrets/prompt/declared_secrets.ts";
import { readSecrets } from "../../lib/secrets/store/read_secrets.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { keep } from "./keep.ts";
import type { NoFlags } from "./run.ts";

/** Walks through what is missing, or through the named secrets. */
export async function ask(
  this: TaskContext,
  _flags: NoFlags,
  ...names: string[]
): Promise<void> {
  const { system, paths, report, signal } = this;
  const workspace = await loadWorkspace(this);
  const states = await readSecrets({ system, paths, workspace });
  const wanted = names.length > 0
    ? declaredSecrets(states, names)
    : states.filter(({ declared, value, isValid }) =>
      declared && (value === undefined || !isValid)
    );
  if (wanted.length === 0) {
    const count = states.filter(({ declared }) => declared).length;
    return report.note(
      count === 0
        ? "workspace.ts declares no secrets"
        : "Every declared secret is set",
    );
  }
  if (!canAsk(system)) throw cannotAsk(wanted.map(({ name }) => name));
  for (const { name, declared } of wanted) {
    const value = await askSecret(system, { name, declared }, {
      report,
      signal,
    });
    if (value === undefined) report.note(`Skipped ${name}`);
    else await keep(this, { workspace, values: { [name]: value } });
  }
}
