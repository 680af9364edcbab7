/**
 * What is known of flake revisions: the types of `flakes --json`, and the
 * shape of the tiers that run a shell.
 *
 * @module
 */
import type { FlakeExpectations } from "./expect/flake_expectations.ts";
import type { System } from "../system/mod.ts";

/** From cheap to dear; each includes the ones before. */
export const TIERS = ["parse", "evaluate", "enter", "smoke"] as const;

/** How far a revision is tested. */
export type Tier = typeof TIERS[number];

/**
 * `failed` would fail with the real nixpkgs too. `unknown` depends on something
 * that cannot be known here, and says on what; `skipped` has nothing to test.
 */
export type Status = "passed" | "unknown" | "failed" | "skipped";

/** What came of one tier. */
export interface Result {
  readonly status: Status;
  /** Its expect.json says that it fails, and it did. */
  readonly expected?: true;
  /** Whether the platform was this machine's own. */
  readonly mode?: "native" | "emulated";
  /** Why it is unknown, was skipped, or was expected to fail. */
  readonly reason?: string;
  /** Nix's own first error, or the first unmet expectation. */
  readonly error?: string;
  /** Packages by name, and all else in words, that it depends on; sorted. */
  readonly unknown?: readonly string[];
  /** Whether the time limit ended it: a longer one may give another result. */
  readonly timedOut?: true;
  /** Milliseconds that it took when it was run. */
  readonly ms: number;
  /** Whether it is the result of an earlier run. */
  readonly cached: boolean;
}

/** One shell of one revision for one system. */
export interface ShellReport {
  /** For instance `aarch64-darwin`. */
  readonly system: string;
  /** `default` for an old `devShell` too; `*` when no name could be found. */
  readonly shell: string;
  readonly evaluate: Result;
  readonly enter?: Result;
  readonly smoke?: Result;
}

/** Everything that is known of one revision. */
export interface RevisionReport {
  /** The directory's name, or the short id of the first commit that has it. */
  readonly name: string;
  /** Commits with the same content, oldest first; empty for a directory. */
  readonly commits: readonly string[];
  /** Where its packages came from: `host`, `locked` or a flake reference. */
  readonly nixpkgs: string;
  /** Files and directories that the flake reads; `""` is everything. */
  readonly reads: readonly string[];
  readonly parse: Result;
  readonly shells: readonly ShellReport[];
}

/** How many results there are of each kind, over all tiers. */
export interface Summary {
  readonly passed: number;
  readonly unknown: number;
  /** Failures that no expectation expects. */
  readonly failed: number;
  readonly expectedFailures: number;
  readonly skipped: number;
}

/** The object that `flakes --json` prints. */
export interface FlakesReport {
  /** What was asked for: `auto`, `host`, `locked` or a flake reference. */
  readonly nixpkgs: string;
  /** Whether it was interrupted before everything was tested. */
  readonly interrupted?: true;
  readonly revisions: readonly RevisionReport[];
  /** Everything that any result depends on and that is unknown, sorted. */
  readonly unknown: readonly string[];
  readonly summary: Summary;
}

/** Where Nix takes packages from, as its arguments say it. */
export interface NixAccess {
  /** Settings and search paths: the whole environment of every Nix process. */
  readonly env: Readonly<Record<string, string>>;
  /** Arguments that make a flake use the nixpkgs that was asked for. */
  readonly args: readonly string[];
  /** Machines that build, as `--builders` of Nix has them. */
  readonly builders?: string | undefined;
}

/** One shell that a tier is to run. */
export interface ShellRun {
  /**
   * Holds everything that the revision has and is called by its name; to be
   * copied, never written.
   */
  readonly projectDir: string;
  /** Where the flake is within it, `""` for its root. */
  readonly dir: string;
  /** For instance `x86_64-linux`. */
  readonly system: string;
  /** For instance `default`. */
  readonly shell: string;
  /** Within the flake, for instance `devShells.x86_64-linux.default`. */
  readonly attribute: string;
  /** What the file beside the flake expects, where there is one. */
  readonly expectations: FlakeExpectations | undefined;
  readonly nix: NixAccess;
  /** Directory of Hearth's own files. */
  readonly kit: string;
  /** Seconds for each way of entering it. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs one tier of one shell. An unmet expectation, a failing program and time
 * that ran out are results; it throws only when `signal` aborts, or for a bug.
 */
export type TierRunner = (
  system: System,
  run: ShellRun,
) => Promise<Result>;
