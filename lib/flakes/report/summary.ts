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
} from "../result.ts";

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
    unknown: 0,
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
  const unknown = revisions.flatMap(resultsOf)
    .flatMap((result) => result.unknown ?? []);
  return {
    nixpkgs,
    ...(interrupted && { interrupted }),
    revisions,
    unknown: [...new Set(unknown)].sort(),
    summary: summarize(revisions),
  };
}
