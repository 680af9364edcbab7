/**
 * `upgrade` moves a workspace to another version of Hearth.
 *
 * @module
 */
import { EXIT, UserError } from "../../lib/core/errors.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { upgradeWorkspace } from "../../lib/kit/upgrade_workspace.ts";

/** Flags of `upgrade`. */
export interface UpgradeFlags {
  readonly json: boolean;
}

/** Upgrades and shows what is new. */
export async function upgrade(
  this: TaskContext,
  { json }: UpgradeFlags,
  version = "latest",
): Promise<void> {
  const { report, signal } = this;
  if (!/^(latest|\d+\.\d+\.\d+[\w.+-]*)$/.test(version)) {
    throw new UserError(`Cannot upgrade to "${version}": it is not a version`, {
      hint: 'Give a version such as "0.2.0", or none for the newest.',
      exitCode: EXIT.usage,
    });
  }
  const options = { version, report, signal };
  const result = await upgradeWorkspace(this, options);
  const { from, to, changes, isEdited } = result;
  if (json) {
    report.result(JSON.stringify({ from, to, changes }));
    return;
  }
  if (from === to) return report.note(`Already at ${to}`);
  if (changes !== "") report.result(changes);
  report.note(`Hearth ${from} → ${to}. Commit the changed file: hearth`);
  if (isEdited) {
    report.note("hearth has changes of yours, so only its version was changed");
  }
  report.note("Services that run keep the earlier version until a restart");
}
