/**
 * `flakes --bisect` finds the commit that broke a flake, and the input.
 *
 * @module
 */
import { bisect, type Judgement } from "../../lib/flakes/bisect.ts";
import { judge } from "../../lib/flakes/expect/bisect_expectation.ts";
import { flakeOptionsOf } from "../../lib/flakes/select/flakes_flags.ts";
import { flakesTable } from "../../lib/flakes/report/flakes_table.ts";
import {
  type BlamedInput,
  blameInputs,
} from "../../lib/flakes/lock/blame_inputs.ts";
import type { RevisionReport } from "../../lib/flakes/result.ts";
import { parentOf } from "../../lib/flakes/select/history.ts";
import type { Revision } from "../../lib/flakes/select/revision.ts";
import { openHistory } from "../../lib/flakes/select/select_revisions.ts";
import { reportOf } from "../../lib/flakes/report/summary.ts";
import { testRevisions } from "../../lib/flakes/test_revisions.ts";
import { openSession } from "../../lib/flakes/flake_session.ts";
import { inStage } from "../../lib/core/reporter.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import type { FlakesFlags } from "../../lib/flakes/select/flakes_flags.ts";

/** Prints the first bad commit, what is wrong with it, and which input it is. */
export async function bisectFlakes(
  this: TaskContext,
  flags: FlakesFlags,
): Promise<void> {
  const { system, report, signal } = this;
  const { history = "", bisect: range = "", expect = [{ status: "passed" }] } =
    flags;
  await using open = await openHistory(system, history);
  await using session = await openSession(this, {
    ...flakeOptionsOf(flags),
    report,
    signal,
  });
  const reports = new Map<string, RevisionReport>();
  const test = async (revision: Revision): Promise<Judgement> => {
    const found = await testRevisions(system, [revision], session);
    signal.throwIfAborted();
    const [tested] = found.revisions;
    const judgement = tested ? judge(tested, expect) : "skip";
    if (tested) reports.set(revision.name, tested);
    report.note(`${revision.name}: ${judgement}`);
    return judgement;
  };
  const { repository: { path }, revisionOf } = open;
  const { found, inputs } = await inStage(report, "Bisecting", async () => {
    const found = await bisect(
      system,
      { repository: path, range },
      (id) => test(revisionOf({ id })),
    );
    const parent = await parentOf(system, { path, commit: found.firstBad });
    const inputs = parent === undefined ? [] : await blameInputs(
      revisionOf({ id: parent }),
      revisionOf({ id: found.firstBad }),
      test,
    );
    return { found, inputs };
  });
  const bad = reports.get(revisionOf({ id: found.firstBad }).name);
  const revisions = bad === undefined ? [] : [bad];
  const table = flakesTable(reportOf(flags.nixpkgs, { revisions }));
  const lines = [
    `${found.firstBad} is the first bad commit`,
    ...inputs.map(lineOf),
  ];
  report.result(
    flags.json
      ? JSON.stringify({ ...found, inputs, revision: bad })
      : `${lines.join("\n")}\n\n${table}`,
  );
  if (found.unclear.length > 0) {
    report.warn(
      `The first bad commit may also be one of: ${found.unclear.join(", ")}`,
    );
  }
}

function lineOf({ name, from, to, without }: BlamedInput): string {
  const words = {
    good: "without that, it is good",
    bad: "without that, it is bad too",
    skip: "without that, it is unclear",
  }[without];
  return `It moved ${name} from ${from} to ${to}: ${words}`;
}
