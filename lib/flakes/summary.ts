/**
 * A report's numbers, and the report itself.
 *
 * @module
 */
import type {
  FlakesReport,
  Result,
  RevisionReport,
  ShellReport,
  Summary,
} from "./result.ts";

/** Every result of a revision, of all tiers. */
export function resultsOf({ parse, shells }: RevisionReport): Result[] {
  return [parse, ...shells.flatMap(tiersOf)];
}

/** Results of a shell by tier. */
export function tiersOf({ evaluate, enter, smoke }: ShellReport): Result[] {
  return [evaluate, enter, smoke].filter((result) => result !== undefined);
}

/** Counts results of each kind. */
export function summarize(revisions: readonly RevisionReport[]): Summary {
  const summary = {
    passed: 0,
    assumed: 0,
    failed: 0,
    expectedFailures: 0,
    skipped: 0,
  };
  for (const { status, expected } of revisions.flatMap(resultsOf)) {
    if (status === "failed" && expected) summary.expectedFailures++;
    else summary[status]++;
  }
  return summary;
}

/** Puts a report together. */
export function reportOf(
  nixpkgs: string,
  { revisions, interrupted = false }: {
    readonly revisions: readonly RevisionReport[];
    readonly interrupted?: boolean;
  },
): FlakesReport {
  const assumed = revisions.flatMap(resultsOf)
    .flatMap((result) => result.assumed ?? []);
  return {
    nixpkgs,
    ...(interrupted && { interrupted }),
    revisions,
    assumed: [...new Set(assumed)].sort(),
    summary: summarize(revisions),
  };
}
