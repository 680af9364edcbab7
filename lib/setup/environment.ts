/**
 * The workspace's Python environment. This module is the cheap part, which
 * finds that nothing is to be done; what builds is loaded when it is needed.
 *
 * @module
 */
import type { Paths } from "../core/files/paths.ts";
import { resolve } from "../core/files/posix_path.ts";
import { silent, type WorkOptions } from "../core/reporter.ts";
import { readChoices, type SetupChoices } from "./setup_choices.ts";
import type { System } from "../system/mod.ts";
import { checkVenv, type VenvCheck } from "./venv/venv_check.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** The ports that the environment needs. */
export type EnvironmentSystem = Pick<System, "fs" | "proc" | "env" | "clock">;

/** What a caller may ask for. */
export interface EnvironmentOptions extends WorkOptions {
  /** Path or version of a Python; `auto` forgets an earlier choice. */
  readonly python?: string | undefined;
  /** Renews the lock. */
  readonly upgrade?: boolean | undefined;
  /** Fails where the lock would have to change. */
  readonly locked?: boolean | undefined;
  /** Groups to add: `torch` stands for `requirements-torch.txt`. */
  readonly with?: readonly string[] | undefined;
  /** Groups to drop. */
  readonly without?: readonly string[] | undefined;
  /** Requirements to append to `requirements.txt`. */
  readonly add?: readonly string[] | undefined;
  /** Called when packages are being installed: this process only waits then. */
  readonly onInstall?: (() => void) | undefined;
  /** Called when all packages are there, before they are checked. */
  readonly onInstalled?: ((venv: FilledVenv) => void) | undefined;
}

/** A venv whose packages are there, and no more. */
export interface FilledVenv {
  readonly venv: string;
  /** Absolute path. */
  readonly sitePackages: string;
}

/** What became of the environment. */
export interface EnvironmentResult {
  readonly outcome: "current" | "reused" | "built";
  /** Real path of the venv behind `.venv`. */
  readonly venv: string;
  /** Why it changed, as sentences without their period. */
  readonly reasons: readonly string[];
  /** What a user may want to know, as sentences. */
  readonly notes: readonly string[];
}

/**
 * Makes `.venv` what the workspace asks for. The earlier one stays until the
 * new one is finished and checked.
 *
 * @throws {UserError} naming what stands in the way and what to type
 */
export async function ensureEnvironment(
  system: EnvironmentSystem,
  paths: Paths,
  workspace: Workspace,
  options: EnvironmentOptions = {},
): Promise<EnvironmentResult> {
  const choices = await chosen(system, paths, options);
  if (!options.upgrade && !options.add?.length) {
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

/** The result for an environment in which nothing was to be done. */
export function currentResult(
  { notes }: Pick<VenvCheck, "notes">,
  venv: string,
): EnvironmentResult {
  return { outcome: "current", venv, reasons: [], notes };
}

/** The kept choices with those of this command on top. */
async function chosen(
  system: Pick<System, "fs" | "env">,
  paths: Paths,
  { python, with: added = [], without = [] }: EnvironmentOptions,
): Promise<SetupChoices> {
  const kept = await readChoices(system, paths);
  const groups = [...new Set([...kept.groups, ...added])]
    .filter((group) => !without.includes(group)).sort();
  if (python === "auto") return { python: undefined, groups };
  // Kept, the path has to hold in every folder.
  const named = python?.includes("/")
    ? resolve(system.env.folder, python)
    : python;
  return { python: named ?? kept.python, groups };
}
