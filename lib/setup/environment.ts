/**
 * The workspace's Python environment. This module is the cheap part, which
 * finds that nothing is to be done; what builds is loaded when it is needed.
 *
 * @module
 */
import type { Context } from "../core/context.ts";
import type { WorkspaceContext } from "../workspace/workspace_context.ts";
import { resolve } from "../core/files/posix_path.ts";
import { silent } from "../core/reporter.ts";
import { readChoices, type SetupChoices } from "./setup_choices.ts";
import { removeLateDrafts } from "./setup_drafts.ts";
import { checkVenv, type VenvCheck } from "./venv/venv_check.ts";
import {
  currentResult,
  type EnvironmentOptions,
  type EnvironmentResult,
  type EnvironmentSystem,
} from "./environment_options.ts";

/**
 * Makes `.venv` what the workspace asks for. The earlier one stays until the
 * new one is finished and checked.
 *
 * @throws {UserError} naming what is in the way and what to type
 */
export async function ensureEnvironment(
  context: WorkspaceContext<keyof EnvironmentSystem>,
  options: EnvironmentOptions = {},
): Promise<EnvironmentResult> {
  const choices = await chosen(context, options);
  if (!options.upgrade && !options.lock && !options.add?.length) {
    const check = await checkVenv(context, choices);
    if (check.current && check.stamp) {
      await removeLateDrafts(context);
      return currentResult(check, check.stamp.venv);
    }
  }
  const { renewEnvironment } = await import("./renew_environment.ts");
  try {
    return await renewEnvironment(context, choices, {
      ...options,
      report: options.report ?? silent,
    });
  } catch (error) {
    // What a child said as it was interrupted is not the reason.
    options.signal?.throwIfAborted();
    throw error;
  }
}

/** Says whether `.venv` is current and, if not, why. Changes nothing. */
export async function checkEnvironment(
  context: WorkspaceContext<keyof EnvironmentSystem>,
  options: EnvironmentOptions = {},
): Promise<Pick<VenvCheck, "current" | "reasons" | "notes">> {
  const choices = await chosen(context, options);
  return await checkVenv(context, choices);
}

/** The kept choices with those of this command on top. */
async function chosen(
  context: Context<"fs" | "env">,
  { python, lock, with: added = [], without = [] }: EnvironmentOptions,
): Promise<SetupChoices> {
  const kept = await readChoices(context);
  const groups = [...new Set([...kept.groups, ...added])]
    .filter((group) => !without.includes(group)).sort();
  const sharesLocks = kept.sharesLocks || lock === true;
  if (python === "auto") return { python: undefined, groups, sharesLocks };
  // Kept, the path has to hold in every directory.
  const named = python?.includes("/")
    ? resolve(context.system.env.cwd, python)
    : python;
  return { python: named ?? kept.python, groups, sharesLocks };
}
