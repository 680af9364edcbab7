/**
 * Where to look for the commits that broke a flake.
 *
 * @module
 */
import { judge } from "../flakes/expect/bisect_expectation.ts";
import { systemsOf } from "../flakes/report/flakes_table.ts";
import type { FlakesReport, RevisionReport } from "../flakes/result.ts";

/** A commit and its parents, as a line of `git rev-list --parents`. */
export type CommitLine = readonly string[];

/** One search for a first bad commit. */
export interface BisectionPlan {
  /** The last good commit and the newest bad one, `GOOD..BAD`. */
  readonly range: string;
  /** Systems that broke between them. */
  readonly systems: readonly string[];
}

/**
 * Plans a search for each system that fails: from its nearest good ancestor to
 * its newest bad commit. Systems with the same ends share a search; one that
 * was never good has none.
 *
 * @param history newest commits first
 */
export function planBisections(
  report: Pick<FlakesReport, "revisions">,
  history: readonly CommitLine[],
): BisectionPlan[] {
  const revisions = new Map(
    report.revisions.flatMap((revision) =>
      revision.commits.map((commit) => [commit, revision] as const)
    ),
  );
  const parents = new Map(
    history.map(([commit = "", ...rest]) => [commit, rest] as const),
  );
  const plans = new Map<string, string[]>();
  for (const system of systemsOf(report)) {
    const is = (commit: string, wanted: "good" | "bad"): boolean => {
      const revision = revisions.get(commit);
      return revision !== undefined && stateOf(revision, system) === wanted;
    };
    const bad = [...parents.keys()].find((commit) => is(commit, "bad"));
    if (bad === undefined) continue;
    const good = nearestAncestor(
      bad,
      parents,
      (commit) => is(commit, "good"),
    );
    if (good === undefined) continue;
    const range = `${good}..${bad}`;
    plans.set(range, [...plans.get(range) ?? [], system]);
  }
  return [...plans].map(([range, systems]) => ({ range, systems }));
}

function stateOf(
  revision: RevisionReport,
  system: string,
): ReturnType<typeof judge> {
  return judge(revision, [{ system, status: "passed" }]);
}

/** Breadth first; `undefined` when no ancestor fits. */
function nearestAncestor(
  commit: string,
  parents: ReadonlyMap<string, readonly string[]>,
  fits: (commit: string) => boolean,
): string | undefined {
  const queue = [...parents.get(commit) ?? []];
  const seen = new Set(queue);
  for (const ancestor of queue) {
    if (fits(ancestor)) return ancestor;
    for (const next of parents.get(ancestor) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push(next);
    }
  }
  return undefined;
}
