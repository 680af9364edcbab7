/**
 * What a flake revision is expected to do: the types of the `expect.json` beside its
 * `flake.nix`.
 *
 * @module
 */
import type { NixSystem } from "../../nix/nix_config.ts";

/** Everything that holds of one revision. */
export interface FlakeExpectations {
  /** What the revision is for, in a sentence. */
  readonly about: string;
  /** Which output its shells are in. */
  readonly output: "devShell" | "devShells";
  /** Systems that have a shell, all of them. */
  readonly systems: readonly NixSystem[];
  /** Packages of the shell: those of every rule that applies, no others. */
  readonly packages: readonly PackageRule[];
  /** Situations in which evaluating fails, and must. */
  readonly expectedErrors: readonly ExpectedError[];
  /** Steps that several entries share, by name. */
  readonly parts: Readonly<Record<string, readonly ExpectedStep[]>>;
  /** Ways to enter the shell, and what happens then. */
  readonly entries: readonly ExpectedEntry[];
  /** Weaknesses that the revision is known for, by the name steps give them. */
  readonly knownIssues: Readonly<Record<string, string>>;
}

/** When something applies; what is not named does not matter. */
export interface Condition {
  readonly platform?: "linux" | "darwin" | undefined;
  readonly systems?: readonly NixSystem[] | undefined;
  readonly localNix?: boolean | undefined;
  readonly nvidiaSmi?: boolean | undefined;
  readonly impure?: boolean | undefined;
  readonly allowUnfree?: boolean | undefined;
  /** Whether `/bin/sh` of this machine knows `[[`, as bash does. */
  readonly shIsBash?: boolean | undefined;
}

/** Packages by the names that the host-backed nixpkgs gives them. */
export interface PackageRule {
  readonly when: Condition;
  readonly names: readonly string[];
}

/** An evaluation that fails. */
export interface ExpectedError {
  readonly when: Condition;
  /** Regular expression that Nix's error matches. */
  readonly pattern: string;
  /** Whether the host-backed nixpkgs lets it pass. */
  readonly realOnly: boolean;
  /** Name of the known issue that this shows. */
  readonly knownIssue?: string | undefined;
}

/** One way to enter a shell, and what happens in it, in order. */
export interface ExpectedEntry {
  readonly name: string;
  readonly tier: "enter" | "smoke";
  /** Where this entry makes sense. */
  readonly when: Condition;
  /** Whether `local.nix.example` is copied to `local.nix` before. */
  readonly localNix: boolean;
  /** Whether `/usr/bin/nvidia-smi` is there and answers. */
  readonly nvidiaSmi: boolean;
  /** Whether Nix runs with `--impure`. */
  readonly impure: boolean;
  /** Whether `NIXPKGS_ALLOW_UNFREE=1` is set. */
  readonly allowUnfree: boolean;
  /** Whether the network can be reached. */
  readonly network: boolean;
  /** Whether the directory is a git repository, as after a clone. */
  readonly git: boolean;
  /** The shell that evaluates the hook; Nix itself always runs bash. */
  readonly shell: "bash" | "zsh";
  /** A command to run in the shell instead of working in it. */
  readonly command?: readonly string[] | undefined;
  /** Files to write over the revision's own, by path. */
  readonly files: Readonly<Record<string, string>>;
  /** Files of the revision that are left out. */
  readonly without: readonly string[];
  readonly steps: readonly ExpectedStep[];
  /** Name of the known issue that this entry shows. */
  readonly knownIssue?: string | undefined;
}

/**
 * Text that was printed: a whole line, or a regular expression that is matched
 * line by line. Both may hold `{system}`, `{directory}` for the name of the
 * directory and `{Directory}` for the same with only its first letter large.
 */
export type Printed =
  | { readonly line: string }
  | { readonly pattern: string };

/** Something to do, or to hold against what happened. */
export type ExpectedAction =
  /** Waits until a shell waits for a command. */
  | { readonly do: "prompt" }
  /** Was printed since the shell was entered; waits for it. */
  | { readonly do: "see" } & Printed
  /** Was not printed so far. */
  | { readonly do: "never" } & Printed
  /** Types a line and waits for the next prompt. */
  | {
    readonly do: "type";
    readonly line: string;
    /** What was printed meanwhile. */
    readonly see: readonly Printed[];
  }
  /** A variable of the shell that waits; `null` when it is not set. */
  | {
    readonly do: "variable";
    readonly name: string;
    readonly pattern: string | null;
  }
  /** Programs that the shell that waits finds on its PATH. */
  | { readonly do: "programs"; readonly names: readonly string[] }
  /** A file in the directory; `absent` when there must be none. */
  | {
    readonly do: "file";
    readonly path: string;
    readonly state: "present" | "executable" | "absent";
  }
  /** Waits until a GET request is answered with less than 500. */
  | { readonly do: "answers"; readonly url: string }
  /** Nothing listens there any more. */
  | { readonly do: "silent"; readonly url: string }
  /** The browser was asked for an address that matches; waits for it. */
  | { readonly do: "opened"; readonly pattern: string }
  /** A process runs whose command line matches; waits for it. */
  | { readonly do: "runs"; readonly pattern: string }
  /** Presses keys, `\u0003` for Ctrl-C. */
  | { readonly do: "press"; readonly keys: string }
  /** Leaves with `exit`; `exits` says how many it takes. */
  | { readonly do: "leave"; readonly exits?: number | undefined }
  /** Waits until the terminal's program has ended by itself. */
  | { readonly do: "end"; readonly code?: number | undefined }
  /** Processes that live on after leaving: exactly those that match. */
  | { readonly do: "survivors"; readonly patterns: readonly string[] };

/** An action, or the name of several, and when it applies. */
export type ExpectedStep =
  & (ExpectedAction | { readonly do: "part"; readonly name: string })
  & {
    readonly when: Condition;
    /** Name of the known issue that this step shows. */
    readonly knownIssue?: string | undefined;
  };
