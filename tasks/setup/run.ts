/**
 * `setup` makes a clone ready.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
import { findOutComplete } from "../../lib/services/claims/complete_claims.ts";
import { checkEnvironment } from "../../lib/setup/environment.ts";
import { type EnvironmentResult } from "../../lib/setup/environment_options.ts";
import { EXIT, UserError } from "../../lib/core/errors.ts";
import { loadWorkspace } from "../../lib/workspace/load_workspace.ts";
import { keepEntry } from "../../lib/shell/entry/keep_entry.ts";
import { prepareWorkspace } from "../../lib/setup/prepare_workspace.ts";
import { confirmation } from "../shared/confirmation.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";

/** Flags of `setup`. */
export interface SetupFlags {
  readonly check: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly upgrade: boolean;
  readonly locked: boolean;
  readonly lock: boolean;
  readonly yes: boolean;
  readonly python?: string;
  readonly with?: readonly string[];
  readonly without?: readonly string[];
  readonly add?: readonly string[];
}

/** Makes everything current and says what changed and why. */
export async function setup(
  this: TaskContext,
  { check, json, quiet, yes, ...options }: SetupFlags,
): Promise<void> {
  const { system, paths, report, signal } = this;
  if (options.locked && options.upgrade) {
    throw new UserError("Cannot combine --upgrade and --locked", {
      hint: "Use one of them.",
      exitCode: EXIT.usage,
    });
  }
  const workspace = await loadWorkspace(this);
  const work = { report, signal };
  if (check) {
    const found = await checkEnvironment({ system, paths, workspace }, options);
    if (json) report.result(JSON.stringify(plain(found)));
    else found.notes.forEach((note) => report.note(note));
    if (found.current) {
      return json ? undefined : report.note("Everything is current");
    }
    throw new UserError(`Not set up: ${found.reasons.join("; ")}`, {
      hint: `Run: ${HEARTH} setup`,
    });
  }
  const confirm = confirmation(this, { yes });
  const result = await prepareWorkspace({ system, paths, workspace }, {
    ...options,
    ...work,
    confirm,
  });
  await keepEntry({ system, paths, workspace }, {
    ...work,
    pythons: result.pythons,
  });
  await findOutComplete(this, work);
  if (options.upgrade) {
    const { upgradeFlakeLock } = await import(
      "../../lib/setup/lock/upgrade_flake_lock.ts"
    );
    await upgradeFlakeLock(this, work);
  }
  if (json) {
    const { outcome, venv, reasons, notes, assets } = result;
    report.result(JSON.stringify({ outcome, venv, reasons, notes, assets }));
    return;
  }
  if (quiet && result.outcome === "current") return;
  result.notes.forEach((note) => report.note(note));
  report.note(summary(result));
}

/** One line: what was done and why. */
function summary({ outcome, reasons }: EnvironmentResult): string {
  const why = reasons.length === 0 ? "" : `: ${reasons.join("; ")}`;
  switch (outcome) {
    case "current":
      return "Already set up";
    case "reused":
      return `Reused an earlier .venv${why}`;
    default:
      return `Built .venv${why}`;
  }
}

/** The part of a check that is for programs. */
function plain(
  { current, reasons, notes }: Awaited<ReturnType<typeof checkEnvironment>>,
): unknown {
  return { current, reasons, notes };
}
