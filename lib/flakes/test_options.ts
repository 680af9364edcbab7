/**
 * What testing revisions works with.
 *
 * @module
 */
import type { ShellFilter } from "./evaluate/evaluation.ts";
import type { FlakeCache } from "./flake_cache.ts";
import type { NixInspector } from "./source/inspect/nix_inspector.ts";
import type { NixpkgsAccess } from "./nixpkgs/nixpkgs_access.ts";
import type { OnePass } from "./evaluate/one_pass/one_pass.ts";
import type { RevisionReport, Tier, TierRunner } from "./result.ts";
import type { Revision } from "./select/revision.ts";

/** How revisions are tested. */
export interface TestOptions extends ShellFilter {
  readonly tier: Tier;
  /** Where a revision takes its packages from. */
  readonly accessFor: (revision: Revision) => Promise<NixpkgsAccess>;
  readonly cache: FlakeCache;
  readonly inspector: NixInspector;
  /** Evaluates over the small nixpkgs, many flakes at a time. */
  readonly onePass: OnePass;
  /** Identifies a Nix. */
  readonly nix: string;
  /** Directory of Hearth's own files. */
  readonly kit: string;
  /** An existing directory for sources, removed by its creator. */
  readonly dir: string;
  /** Wraps what takes a processor. */
  readonly limit: <T>(work: () => Promise<T>) => Promise<T>;
  /** Seconds for one question to Nix. */
  readonly timeout: number;
  /** Seconds for one tier of one shell. */
  readonly tierTimeout: number;
  /** Machines that build, as `--builders` of Nix has them. */
  readonly builders?: string | undefined;
  readonly strictNames: boolean;
  /** Whether a commit meets the nixpkgs at that commit, or today's. */
  readonly asOf: "commit" | "today";
  /** For instance `2026-08-31`. */
  readonly today: string;
  readonly signal?: AbortSignal | undefined;
  /** The tiers that run shells; loaded when the first one is run. */
  readonly runners: () => Promise<
    Readonly<Record<"enter" | "smoke", TierRunner>>
  >;
  /** Told of each revision when its tests have ended. */
  readonly onReport?: (report: RevisionReport) => void;
}
