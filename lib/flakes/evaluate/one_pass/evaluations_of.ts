/**
 * What one pass found of a flake, shell by shell.
 *
 * @module
 */
import { shellAttribute } from "../evaluation.ts";
import { nixError } from "../../../nix/nix_error.ts";
import { dependingOn, judgeFailure, reasonElsewhere } from "../failure.ts";
import type { Result } from "../../result.ts";
import { MOST_MEMORY } from "../run_nix.ts";
import {
  noneAsked,
  nowhere,
  type ShellEvaluation,
  skipped,
} from "../shell_evaluation.ts";
import type { MemberState, Outcome } from "./member_state.ts";
import { reported } from "./reported.ts";

/** Where the batch keeps a member's files, or the packages that it sees. */
const WITHIN_BATCH = /(\/[0-9a-z]{32}-source\/)(?:r\d+\/|at\/\d+\/)?/g;

/** A file that the flake looks for within an input that is here. */
const LACKING_FILE =
  /error: .*'[^']*\/[0-9a-z]{32}-source\/(?!r\d+\/)[^']*'.*(does not exist|No such file|not found)/;

/** The same, in what a package set says of itself. */
const STORED = /\/[^\s:]*\/[0-9a-z]{32}-source\//g;

/** What verdicts depend on beside the evaluation itself. */
export interface JudgeOptions {
  /** Seconds. */
  readonly timeout: number;
  readonly strictNames: boolean;
  /** Whether it is the real nixpkgs, whose errors are final. */
  readonly isReal: boolean;
}

/** Shells in the order in which they were evaluated, each once. */
export function evaluationsOf(
  { outcomes }: Pick<MemberState, "outcomes">,
  options: JudgeOptions,
): ShellEvaluation[] {
  const found = new Map<string, ShellEvaluation>();
  let has = false;
  for (const outcome of outcomes) {
    const { target: [output, system, shell], value } = outcome;
    if (value !== null) has = true;
    if (value === null || Array.isArray(value)) continue;
    const above = unknownAbove(outcomes, outcome.target);
    const result = resultOf(outcome, above, options);
    const evaluation = system === null
      ? nowhere(result)
      : shell === null
      ? { ...nowhere(result), system }
      : {
        system,
        shell,
        result,
        attribute: shellAttribute(output, { system, shell }),
      };
    const name = `${evaluation.system}.${evaluation.shell}`;
    if (!found.has(name)) found.set(name, evaluation);
  }
  if (!has) return [nowhere(skipped("it has no shells"))];
  return found.size > 0 ? [...found.values()] : [noneAsked()];
}

/** What came of one target. */
function resultOf(
  outcome: Outcome,
  above: readonly string[],
  { timeout, strictNames, isReal }: JudgeOptions,
): Omit<Result, "cached"> {
  const { value, stderr = "", limit, lines, ms, target } = outcome;
  const { unknown: own, refused, loose } = reported(lines);
  const unknown = [...new Set([...above, ...own])].sort();
  if (limit === "memory") {
    const reason = `evaluation needs more than ${MOST_MEMORY} GiB of memory`;
    return { status: "unknown", reason, ms };
  }
  if (limit === "time") {
    const error = `evaluation did not finish within ${timeout} s`;
    return unknown.length > 0
      ? { ...dependingOn(unknown), error, timedOut: true, ms }
      : { status: "failed", error, timedOut: true, ms };
  }
  if (value === false && refused !== undefined) {
    return { status: "failed", error: refused.replaceAll(STORED, ""), ms };
  }
  if (value !== undefined) {
    return unknown.length > 0
      ? { ...dependingOn(unknown), ms }
      : { status: "passed", ms };
  }
  if (isReal) {
    const error = nixError(stderr.replaceAll(WITHIN_BATCH, "$1"));
    const reason = reasonElsewhere(error);
    return reason === undefined
      ? { status: "failed", error, ms }
      : { status: "unknown", reason, error, ms };
  }
  const verdict = judgeFailure({
    unknown,
    loose,
    code: outcome.code,
    stderr: stderr.replaceAll(WITHIN_BATCH, "$1"),
    isThrown: outcome.isThrown ?? false,
    looksUp: outcome.looksUp ?? false,
    lacksFile: LACKING_FILE.test(stderr),
    isStrict: strictNames,
    isOutput: target[2] === null,
  });
  return { ...verdict, ms };
}

/** What the names below a target depend on. */
function unknownAbove(
  outcomes: readonly Outcome[],
  [output, system]: Outcome["target"],
): string[] {
  return outcomes.flatMap(({ target, value, lines }) =>
    Array.isArray(value) && target[0] === output &&
      (target[1] === null || target[1] === system)
      ? reported(lines).unknown
      : []
  );
}
