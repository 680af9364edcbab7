/**
 * Holding an evaluation against what its revision promises.
 *
 * @module
 */
import { SYSTEMS } from "../../nix/nix_config.ts";
import type { ShellEvaluation } from "../evaluate/shell_evaluation.ts";
import type { ShellFilter } from "../evaluate/evaluation.ts";
import type { FlakePromise } from "./flake_expectations.ts";
import { promisedRefusal, realRefusal } from "./expected.ts";
import type { Reads } from "../source/source_closure.ts";

/** What the evaluation was of. */
export interface HoldOptions extends ShellFilter {
  readonly reads: Pick<Reads, "entries">;
}

/** Marks refusals that were promised, and adds shells that were and are not. */
export function holdAgainst(
  promise: FlakePromise,
  found: readonly ShellEvaluation[],
  { reads, systems, shells }: HoldOptions,
): ShellEvaluation[] {
  const localNix = reads.entries.some(({ path }) =>
    /(^|\/)local\.nix$/.test(path)
  );
  const held = found.map((evaluation) =>
    holdOne(promise, evaluation, localNix)
  );
  const isComplete = shells === undefined &&
    found.every(({ system }) => system !== "*");
  const missing = promise.systems.filter((system) =>
    isComplete && systems?.includes(system) !== false &&
    !found.some((evaluation) => evaluation.system === system)
  );
  return [...held, ...missing.map(absent)];
}

function holdOne(
  promise: FlakePromise,
  evaluation: ShellEvaluation,
  localNix: boolean,
): ShellEvaluation {
  const { result } = evaluation;
  const system = SYSTEMS.find((name) => name === evaluation.system);
  if (system === undefined || result.status === "skipped") return evaluation;
  const situation = {
    ...{ system, localNix },
    // An evaluation here is pure, whatever the machine is like.
    ...{ nvidiaSmi: false, impure: false, allowUnfree: false, shIsBash: false },
  };
  const refusal = promisedRefusal(promise, situation) ??
    (result.status === "failed" ? realRefusal(promise, situation) : undefined);
  if (refusal === undefined) return evaluation;
  if (result.status !== "failed") {
    const error =
      `it evaluates, though it was to be refused: ${refusal.pattern}`;
    return {
      ...evaluation,
      result: { status: "failed", error, ms: result.ms },
    };
  }
  if (!new RegExp(refusal.pattern).test(result.error ?? "")) return evaluation;
  const reason = promise.weaknesses[refusal.weakness ?? ""] ?? "it is refused";
  return { ...evaluation, result: { ...result, expected: true, reason } };
}

function absent(system: string): ShellEvaluation {
  const error = `there is no shell for ${system}, though one is promised`;
  const result = { status: "failed", error, ms: 0 } as const;
  return { system, shell: "default", attribute: "", result };
}
