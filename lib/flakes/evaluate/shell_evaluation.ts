/**
 * What evaluating came to, shell by shell.
 *
 * @module
 */
import type { AskOptions } from "./ask_nix.ts";
import { shellAttribute, type ShellOutput } from "./evaluation.ts";
import { reasonElsewhere } from "./failure.ts";
import { nixError } from "../../nix/nix_error.ts";
import type { Result } from "../result.ts";
import type { NixAnswer } from "./run_nix.ts";

/** What came of one shell. */
export interface ShellEvaluation {
  /** `*` when not even the names of systems could be found out. */
  readonly system: string;
  /** `*` when not even the names of shells could be found out. */
  readonly shell: string;
  /** Within the flake; empty for `*`. */
  readonly attribute: string;
  readonly result: Omit<Result, "cached">;
}

/** A shell by name. */
export interface Shell {
  readonly system: string;
  readonly shell: string;
}

/** The shells that an answer to {@linkcode namesExpression} names. */
export function shellsIn({ stdout }: NixAnswer): Shell[] {
  const named = JSON.parse(stdout) as Record<string, string[]>;
  return Object.entries(named).flatMap(([system, shells]) =>
    shells.map((shell) => ({ system, shell }))
  );
}

/** What an answer says of one shell. */
export function evaluation(
  output: ShellOutput,
  { shell, answer }: { readonly shell: Shell; readonly answer: NixAnswer },
  options: AskOptions,
): ShellEvaluation {
  return {
    ...shell,
    attribute: shellAttribute(output, shell),
    result: resultOf(answer, options),
  };
}

/** What an answer says. */
export function resultOf(
  { code, stderr, timedOut, ms }: NixAnswer,
  { timeout }: Pick<AskOptions, "timeout">,
): ShellEvaluation["result"] {
  if (timedOut) {
    const error = `evaluation did not finish within ${timeout} s`;
    return { status: "failed", error, timedOut: true, ms };
  }
  if (code === 0) return { status: "passed", ms };
  const error = nixError(stderr);
  const reason = reasonElsewhere(error);
  return reason === undefined
    ? { status: "failed", error, ms }
    : { status: "unknown", reason, error, ms };
}

/** What could not be looked at. */
export function skipped(reason: string): ShellEvaluation["result"] {
  return { status: "skipped", reason, ms: 0 };
}

/** A result that belongs to no shell in particular. */
export function nowhere(result: ShellEvaluation["result"]): ShellEvaluation {
  return { system: "*", shell: "*", attribute: "", result };
}

/** What a flake returns that has shells, but none of those that are wanted. */
export function noneAsked(): ShellEvaluation {
  return nowhere(
    skipped("it has none of the shells given by --shell or --system"),
  );
}
