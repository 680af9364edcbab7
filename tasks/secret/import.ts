/**
 * `secret import` takes over the variables of another file.
 *
 * @module
 */
import { loadWorkspace } from "../../lib/workspace/load_workspace.ts";
import { readImport } from "../../lib/secrets/prompt/read_import.ts";
import { refuseUnusable } from "../../lib/secrets/prompt/validate_value.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { keep } from "./keep.ts";

/** Flags of `secret import`. */
export interface ImportFlags {
  readonly overwrite: boolean;
}

/** Saves all of them or none. */
export async function importFile(
  this: TaskContext,
  { overwrite }: ImportFlags,
  file: string,
): Promise<void> {
  const { system, report } = this;
  const workspace = await loadWorkspace(this);
  const { secrets } = workspace;
  const values = await readImport(system, file, { report });
  for (const [name, value] of Object.entries(values)) {
    const declared = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
    refuseUnusable(name, value, declared);
  }
  const { kept } = await keep(this, { workspace, values }, {
    keep: !overwrite,
  });
  if (kept.length > 0) {
    report.note(
      `Kept: ${kept.join(", ")}. To replace them, use --overwrite`,
    );
  }
}
