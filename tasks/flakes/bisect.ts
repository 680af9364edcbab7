/**
 * `flakes --bisect` finds the commit that broke a flake.
 *
 * @module
 */
import { bisect, type Judgement } from "../../lib/flakes/bisect.ts";
import { judge } from "../../lib/flakes/expect/bisect_expectation.ts";
import { flakeOptionsOf } from "../../lib/flakes/select/flakes_flags.ts";
import { flakesTable } from "../../lib/flakes/report/flakes_table.ts";
import type { RevisionReport } from "../../lib/flakes/result.ts";
import { openHistory } from "../../lib/flakes/select/select_revisions.ts";
import { reportOf } from "../../lib/flakes/report/summary.ts";
import { testRevisions } from "../../lib/flakes/test_revisions.ts";
import { openSession } from "../../lib/flakes/flake_session.ts";
import { inStage } from "../../lib/core/reporter.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import type { FlakesFlags } from "../../lib/flakes/select/flakes_flags.ts";

/** Prints the first bad commit and what is wrong with it. */
export async function bisectFlakes(
  this: TaskContext,
  flags: FlakesFlags,
): Promise<void> {
  const { system, paths, report, signal } = this;
  const { history = "", bisect: range = "", expect = [{ status: "passed" }] } =
    flags;
  await using open = await openHistory(system, history);
  await using session = await openSession(system, paths, {
    ...flakeOptionsOf(flags),
    report,
    signal,
  });
  const reports = new Map<string, RevisionReport>();
  const test = async (commit: string): Promise<Judgement> => {
    const revision = open.revisionOf(commit);
    const found = await testRevisions(system, [revision], session);
    signal.throwIfAborted();
    const [tested] = found.revisions;
    const judgement = tested ? judge(tested, expect) : "skip";
    if (tested) reports.set(commit, tested);
    report.note(`${revision.name}: ${judgement}`);
    return judgement;
  };
  const { path } = open.repository;
  const found = await inStage(
    report,
    "Bisecting",
    () => bisect(system, path, range, test),
  );
  const bad = reports.get(found.firstBad);
  const revisions = bad === undefined ? [] : [bad];
  const table = flakesTable(reportOf(flags.nixpkgs, { revisions }));
  report.result(
    flags.json
      ? JSON.stringify({ ...found, revision: bad })
      : `${found.firstBad} is the first bad commit\n\n${table}`,
  );
  if (found.unclear.length > 0) {
    report.warn(
      `The first bad commit may also be one of: ${found.unclear.join(", ")}`,
    );
  }
}
