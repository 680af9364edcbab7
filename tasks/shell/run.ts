/**
 * `shell` enters the workspace.
 *
 * @module
 */
import { become } from "../../lib/core/become.ts";
import {
  enterScript,
  writeEnterScript,
} from "../../lib/shell/entry/enter_script.ts";
import { inspectMachine } from "../../lib/shell/banner/machine_state.ts";
import { renewShellEnvironment } from "../../lib/shell/environment/shell_environment.ts";
import { UserError } from "../../lib/core/errors.ts";
import { loadWorkspace } from "../../lib/workspace/load_workspace.ts";
import { withoutLauncher } from "../../lib/services/launch/environment/service_environment.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";

/** Flags of `shell`. */
export interface ShellFlags {
  readonly shell?: ShellName;
  readonly rebuild: boolean;
  readonly build: boolean;
  readonly look: boolean;
}

/** Enters a shell, or runs a command; returns that one's exit code. */
export async function shell(
  this: TaskContext,
  { shell: wanted, rebuild, build, look }: ShellFlags,
  ...command: string[]
): Promise<void> {
  const { system, paths, report, signal } = this;
  if (look) {
    const workspace = await loadWorkspace(this);
    const state = await inspectMachine({ system, paths, workspace });
    for (const [name, line] of Object.entries(state)) {
      report.result(`${name}: ${line}`);
    }
    return;
  }
  // Setup writes it too; this is for entering before the first setup.
  await writeEnterScript(this);
  if (build || rebuild) {
    const { outcome, error } = await renewShellEnvironment(this, {
      report,
      signal,
      rebuild,
    });
    if (build && outcome === "failed") {
      throw new UserError(`Cannot evaluate flake.nix: ${error}`, {
        hint: "Fix the flake; the last good environment is used until then.",
      });
    }
    if (build) return;
  }
  const env = withoutLauncher(system.env.all());
  const entry = ["bash", enterScript(paths), "--", ...command];
  this.process.exitCode = await become(system, entry, {
    cwd: system.env.cwd,
    env: { ...env, ...(wanted && { HEARTH_SHELL: wanted }) },
  });
}

/** Shells that can be entered. */
export type ShellName = "bash" | "zsh" | "fish";
