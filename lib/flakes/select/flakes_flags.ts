/**
 * What the flags of `flakes` mean together.
 *
 * @module
 */
import { EXIT, UserError } from "../../core/errors.ts";
import type { Expectation } from "../expect/bisect_expectation.ts";
import type { Tier } from "../result.ts";
import type { FlakeOptions } from "../flake_session.ts";
import type { Shard } from "./shard.ts";

/** Seconds for one question to Nix. */
const EVALUATION_TIMEOUT_S = 60;
/** Seconds for one tier of one shell. */
const SHELL_TIMEOUT_S = 300;

/** The flags that decide how revisions are tested. */
export interface TestFlags {
  readonly dir?: string;
  readonly history?: string;
  readonly range?: string;
  readonly tier?: Tier;
  readonly system?: readonly string[];
  readonly shell?: readonly string[];
  readonly nixpkgs: string;
  readonly jobs?: number;
  readonly timeout?: number;
  readonly builders?: string;
  readonly cache: boolean;
  readonly strictNames: boolean;
  readonly asOf: "commit" | "today";
  readonly bisect?: string;
  readonly expect?: readonly Expectation[];
}

/**
 * Refuses flags that make no sense together.
 *
 * @throws {UserError} naming them
 */
export function refuseContradictions(flags: TestFlags): void {
  const { dir, history, range, bisect, expect } = flags;
  const refuse = (message: string, hint: string): never => {
    throw new UserError(message, { hint, exitCode: EXIT.usage });
  };
  if (dir !== undefined && history !== undefined) {
    refuse(
      "Cannot combine --dir and --history",
      "For a flake in a subdirectory of a repository: --history REPO/SUBDIRECTORY.",
    );
  }
  if (history === undefined && (range ?? bisect) !== undefined) {
    refuse(
      `Cannot use ${range === undefined ? "--bisect" : "--range"} alone`,
      "Add the repository: --history REPO.",
    );
  }
  if (bisect === undefined && expect !== undefined) {
    refuse("Cannot use --expect alone", "Use it with --bisect GOOD..BAD.");
  }
}

/** What to do when a flag was left out. */
export function flakeOptionsOf(
  flags: TestFlags,
): Omit<FlakeOptions, "signal" | "report"> {
  const { tier, history, jobs, timeout, system, shell } = flags;
  return {
    tier: tier ?? (history === undefined ? "smoke" : "evaluate"),
    systems: system,
    shells: shell,
    nixpkgs: flags.nixpkgs,
    jobs: jobs ?? navigator.hardwareConcurrency,
    timeout: timeout ?? EVALUATION_TIMEOUT_S,
    tierTimeout: timeout ?? SHELL_TIMEOUT_S,
    builders: flags.builders,
    cache: flags.cache,
    strictNames: flags.strictNames,
    asOf: flags.asOf,
  };
}

/**
 * The files of `merge FILE…`; `undefined` when nothing but flags was typed.
 *
 * @throws {UserError} when it is something else
 */
export function filesToMerge(
  [action, ...files]: readonly string[],
): string[] | undefined {
  if (action === undefined) return undefined;
  if (action === "merge" && files.length > 0) return files;
  throw new UserError(
    action === "merge"
      ? "Cannot merge: no file is given"
      : `Cannot understand "${action}"`,
    {
      hint:
        "Use --dir or --history for flakes, merge FILE... for reports, and names for names.",
      exitCode: EXIT.usage,
    },
  );
}

/** Flags of `flakes`. */
export interface FlakesFlags extends TestFlags {
  readonly matrix: boolean;
  readonly shard?: Shard;
  readonly html?: string;
  readonly junit?: string;
  readonly markdown?: string;
  /** Where `names` takes them from. */
  readonly from?: string;
  readonly json: boolean;
}
