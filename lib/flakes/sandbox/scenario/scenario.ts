/**
 * What is done in a shell that was entered, and what must come of it, as data
 * that crosses into its namespaces.
 *
 * @module
 */

/** A regular expression, matched line by line. */
export type Pattern = string;

/** One thing to do or to hold against what happened; in order. */
export type Step =
  /** Waits until a shell waits for a command. */
  | { readonly do: "prompt" }
  /** Waits until the pattern was printed, since the shell was entered. */
  | { readonly do: "see"; readonly pattern: Pattern }
  /** The pattern must not have been printed so far. */
  | { readonly do: "never"; readonly pattern: Pattern }
  /**
   * Types a line and waits for the next prompt; what was printed meanwhile
   * must match.
   */
  | {
    readonly do: "type";
    readonly line: string;
    readonly see?: readonly Pattern[];
  }
  /** Runs shell code in the shell that waits; what it prints must match. */
  | {
    readonly do: "ask";
    readonly code: string;
    /** What the answer says of the flake, for the error. */
    readonly about: string;
    readonly answer: Pattern;
  }
  /** Waits until a GET request is answered with less than 500. */
  | { readonly do: "answers"; readonly url: string }
  /** No one may listen there any more, as soon as they had time to end. */
  | { readonly do: "silent"; readonly url: string }
  /** Waits until the browser was asked for an address that matches. */
  | { readonly do: "opened"; readonly pattern: Pattern }
  /** Waits until a process runs whose command line matches. */
  | { readonly do: "runs"; readonly pattern: Pattern }
  /** Presses keys, `\x03` for Ctrl-C. */
  | { readonly do: "press"; readonly keys: string }
  /** Leaves the shells that are open, one `exit` each, until all are left. */
  | { readonly do: "leave"; readonly exits?: number | undefined }
  /** Waits until the terminal's program has ended by itself. */
  | { readonly do: "end"; readonly code?: number | undefined }
  /** Processes that live on after leaving: exactly those that match. */
  | { readonly do: "survivors"; readonly patterns: readonly Pattern[] };

/** What runs on the terminal, where, and what is done there. */
export interface Scenario {
  readonly command: readonly string[];
  /** Directory of the revision's scratch copy, inside. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
  /** Milliseconds for all of it. */
  readonly limit: number;
}

/** What came of a scenario. */
export interface Outcome {
  /** The first thing that was not as it must be. */
  readonly problem?: string;
  /** The end of what was printed. */
  readonly printed: string;
}

/** An outcome, or why there can be none here. */
export type Entry = Outcome | { readonly skipped: string };
