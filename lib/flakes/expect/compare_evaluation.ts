/**
 * Holding an evaluation against what its revision is expected to do.
 *
 * @module
 */
import { SYSTEMS } from "../../nix/nix_config.ts";
import type { ShellEvaluation } from "../evaluate/shell_evaluation.ts";
import type { ShellFilter } from "../evaluate/evaluation.ts";
import type { FlakeExpectations } from "./flake_expectations.ts";
import { expectedError, realExpectedError } from "./expected.ts";
import type { SourceClosure } from "../source/source_closure.ts";

/** What the evaluation was of. */
export interface CompareOptions extends ShellFilter {
  readonly reads: Pick<SourceClosure, "entries">;
}

/** Marks refusals that were expected, and adds shells that were and are not. */
export function compareEvaluation(
  expectations: FlakeExpectations,
  found: readonly ShellEvaluation[],
  { reads, systems, shells }: CompareOptions,
): ShellEvaluation[] {
  const localNix = reads.entries.some(({ path }) =>
    /(^|\/)local\.nix$/.test(path)
  );
  const held = found.map((evaluation) =>
    holdOne(expectations, evaluation, localNix)
  );
  const isComplete = shells === undefined &&
    found.every(({ system }) => system !== "*");
  const missing = expectations.systems.filter((system) =>
    isComplete && systems?.includes(system) !== false &&
    !found.some((evaluation) => evaluation.system === system)
  );
  return [...held, ...missing.map(absent)];
}

function holdOne(
  expectations: FlakeExpectations,
  evaluation: ShellEvaluation,
  localNix: boolean,
): ShellEvaluation {
  const { result } = evaluation;
  const system = SYSTEMS.find((name) => name === evaluation.system);
  if (system === undefined || result.status === "skipped") return evaluation;
  const situation = {
    system,
    localNix,
    // An evaluation here is pure, whatever the machine is like.
    nvidiaSmi: false,
    impure: false,
    allowUnfree: false,
    shIsBash: false,
  };
  const refusal = expectedError(expectations, situation) ??
    (result.status === "failed"
      ? realExpectedError(expectations, situation)
      : undefined);
  if (refusal === undefined) return evaluation;
  if (result.status !== "failed") {
    const error =
      `expected evaluation to fail, but it succeeded: ${refusal.pattern}`;
    return {
      ...evaluation,
      result: { status: "failed", error, ms: result.ms },
    };
  }
  if (!new RegExp(refusal.pattern).test(result.error ?? "")) return evaluation;
  const reason = expectations.knownIssues[refusal.knownIssue ?? ""] ??
    "see expectedErrors in expect.json";
  return { ...evaluation, result: { ...result, expected: true, reason } };
}

function absent(system: string): ShellEvaluation {
  const error = `expected a shell for ${system}, but there is none`;
  const result = { status: "failed", error, ms: 0 } as const;
  return { system, shell: "default", attribute: "", result };
}
