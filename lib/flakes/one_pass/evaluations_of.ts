/**
 * What one pass found of a flake, shell by shell.
 *
 * @module
 */
import { nixError } from "../../nix/nix_error.ts";
import {
  assumedNames,
  shellAttribute,
  type ShellFilter,
} from "../evaluation.ts";
import type { Result } from "../result.ts";
import { MOST_MEMORY } from "../run_nix.ts";
import {
  noneAsked,
  nowhere,
  type ShellEvaluation,
  skipped,
} from "../shell_evaluation.ts";
import type { MemberState, Outcome } from "./member_state.ts";

/** Where the batch keeps a member's files, or the packages that it sees. */
const WITHIN_BATCH =
  /(\/[0-9a-z]{32}-source\/)(?:r\d+\/|nixpkgs\/|at\/\d+\/)?/g;

/** Shells in the order in which they were evaluated, each once. */
export function evaluationsOf(
  { outcomes }: Pick<MemberState, "outcomes">,
  options: ShellFilter & { readonly timeout: number },
): ShellEvaluation[] {
  const found = new Map<string, ShellEvaluation>();
  let has = false;
  for (const outcome of outcomes) {
    const { target: [output, system, shell], value } = outcome;
    if (value !== null) has = true;
    if (value === null || Array.isArray(value)) continue;
    const result = resultOf(outcome, options);
    const evaluation = system === null
      ? nowhere(result)
      : shell === null
      ? { ...nowhere(result), system }
      : {
        ...{ system, shell, result },
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
  { value, stderr = "", limit, lines, ms }: Outcome,
  { timeout }: { readonly timeout: number },
): Omit<Result, "cached"> {
  if (limit === "time") {
    const error = `evaluation did not end within ${timeout} s`;
    return { status: "failed", error, ms };
  }
  if (limit === "memory") {
    const error = `evaluation takes more than ${MOST_MEMORY} GiB of memory`;
    return { status: "failed", error, ms };
  }
  if (value === undefined) {
    const error = nixError(stderr.replaceAll(WITHIN_BATCH, "$1"));
    return { status: "failed", error, ms };
  }
  const names = [...assumedNames({ stderr: lines.join("\n") }).values()];
  const assumed = [...new Set(names.flat())].sort();
  return assumed.length > 0
    ? { status: "assumed", assumed, ms }
    : { status: "passed", ms };
}
