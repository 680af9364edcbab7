/**
 * Failures that a revision's promise tells of beforehand.
 *
 * @module
 */
import type { Result, Tier } from "./result.ts";

/** What was run. */
export interface Ran {
  readonly tier: Tier;
  readonly platform?: string;
  readonly shell?: string;
}

/** One known failure of a promise; what is absent holds for all. */
interface KnownFailure {
  readonly tier: Tier;
  readonly systems?: readonly string[];
  readonly shells?: readonly string[];
  readonly reason: string;
}

/** Marks a result that failed as its promise says it does. */
export function expected(
  promise: unknown,
  { tier, platform, shell }: Ran,
  result: Result,
): Result {
  if (result.status !== "failed" || result.expected) return result;
  const known = knownFailures(promise).find((failure) =>
    failure.tier === tier &&
    (failure.systems === undefined || platform === undefined ||
      failure.systems.includes(platform)) &&
    (failure.shells === undefined || shell === undefined ||
      failure.shells.includes(shell))
  );
  return known === undefined
    ? result
    : { ...result, expected: true, reason: known.reason };
}

function knownFailures(promise: unknown): readonly KnownFailure[] {
  if (typeof promise !== "object" || promise === null) return [];
  const { fails } = promise as { fails?: unknown };
  return Array.isArray(fails) ? fails as KnownFailure[] : [];
}
