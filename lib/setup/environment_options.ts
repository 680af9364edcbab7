/**
 * What building the Python environment takes and gives.
 *
 * @module
 */
import type { Reporter, WorkOptions } from "../core/reporter.ts";
import type { System } from "../system/mod.ts";
import type { Program } from "./python/interpreter.ts";
import type { VenvCheck } from "./venv/venv_check.ts";

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
  /**
   * Groups to add: dependency groups of the project, or `torch` for
   * `requirements-torch.txt`.
   */
  readonly with?: readonly string[] | undefined;
  /** Groups to drop. */
  readonly without?: readonly string[] | undefined;
  /** Puts the lock beside the requirements from now on, to be committed. */
  readonly lock?: boolean | undefined;
  /**
   * Asked before a Python is downloaded; without it, none is.
   *
   * @returns whether to go on
   */
  readonly confirm?: ((question: string) => Promise<boolean>) | undefined;
  /** Requirements to add to the file that lists the project's packages. */
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
  /** Pythons that were found on PATH. */
  readonly pythons: readonly Program[];
}

/** The result for an environment in which nothing was to be done. */
export function currentResult(
  { notes, pythons }: Pick<VenvCheck, "notes" | "pythons">,
  venv: string,
): EnvironmentResult {
  return { outcome: "current", venv, reasons: [], notes, pythons };
}

/** Options with a reporter. */
export type RenewOptions = EnvironmentOptions & { readonly report: Reporter };
