/**
 * The workspace's Python environment. This module is the cheap part, which
 * finds that nothing is to be done; what builds is loaded when it is needed.
 *
 * @module
 */
import type { Paths } from "../core/files/paths.ts";
import { resolve } from "../core/files/posix_path.ts";
import { silent } from "../core/reporter.ts";
import { readChoices, type SetupChoices } from "./setup_choices.ts";
import type { System } from "../system/mod.ts";
import { checkVenv, type VenvCheck } from "./venv/venv_check.ts";
import type { Workspace } from "../workspace/workspace.ts";
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
  system: EnvironmentSystem,
  paths: Paths,
  workspace: Workspace,
  options: EnvironmentOptions = {},
): Promise<EnvironmentResult> {
  const choices = await chosen(system, paths, options);
  if (!options.upgrade && !options.lock && !options.add?.length) {
    const check = await checkVenv(system, paths, workspace, choices);
    if (check.current && check.stamp) {
      return currentResult(check, check.stamp.venv);
    }
  }
  const { renewEnvironment } = await import("./renew_environment.ts");
  try {
    return await renewEnvironment(system, paths, workspace, choices, {
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
  system: EnvironmentSystem,
  paths: Paths,
  workspace: Workspace,
  options: EnvironmentOptions = {},
): Promise<Pick<VenvCheck, "current" | "reasons" | "notes">> {
  const choices = await chosen(system, paths, options);
  return await checkVenv(system, paths, workspace, choices);
}

/** The kept choices with those of this command on top. */
async function chosen(
  system: Pick<System, "fs" | "env">,
  paths: Paths,
  { python, lock, with: added = [], without = [] }: EnvironmentOptions,
): Promise<SetupChoices> {
  const kept = await readChoices(system, paths);
  const groups = [...new Set([...kept.groups, ...added])]
    .filter((group) => !without.includes(group)).sort();
  const sharesLocks = kept.sharesLocks || lock === true;
  if (python === "auto") return { python: undefined, groups, sharesLocks };
  // Kept, the path has to hold in every directory.
  const named = python?.includes("/")
    ? resolve(system.env.cwd, python)
    : python;
  return { python: named ?? kept.python, groups, sharesLocks };
}
