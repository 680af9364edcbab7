/**
 * `flakes` tests every state of a flake.
 *
 * @module
 */
import { EXIT } from "../lib/errors.ts";
import { flakesTable, lineOf } from "../lib/flakes/flakes_table.ts";
import { refuseContradictions, wishesOf } from "../lib/flakes/flakes_flags.ts";
import { githubMatrix } from "../lib/flakes/github_matrix.ts";
import type { RevisionReport } from "../lib/flakes/result.ts";
import { selectRevisions } from "../lib/flakes/select_revisions.ts";
import { reportOf } from "../lib/flakes/summary.ts";
import { testRevisions } from "../lib/flakes/test_revisions.ts";
import { openWorkshop } from "../lib/flakes/workshop.ts";
import { inStage } from "../lib/reporter.ts";
import type { TaskContext } from "../lib/task_context.ts";
import { isDecorated } from "../lib/terminal_reporter.ts";
import type { FlakesFlags } from "./flakes_command.ts";

/** Tests revisions and prints what came of them. */
export async function flakes(
  this: TaskContext,
  flags: FlakesFlags,
): Promise<void> {
  const { system, paths, report, signal } = this;
  refuseContradictions(flags);
  if (flags.matrix) {
    report.result(JSON.stringify(githubMatrix(flags.system, flags.shard)));
    return;
  }
  if (flags.bisect !== undefined) {
    const { bisectFlakes } = await import("./bisect_flakes.ts");
    return await bisectFlakes.call(this, flags);
  }
  await using selected = await selectRevisions(system, paths, flags);
  const { revisions } = selected;
  await using workshop = await openWorkshop(system, paths, {
    ...wishesOf(flags),
    report,
    signal,
  });
  const title = `Testing ${revisions.length} revisions`;
  const found = await inStage(report, title, async (stage) => {
    let done = 0;
    const onReport = (one: RevisionReport): void => {
      stage.update(`${++done} tested, last ${one.name}`);
      if (!isDecorated(system)) report.note(lineOf(one));
    };
    return await testRevisions(system, revisions, { ...workshop, onReport });
  });
  const answer = reportOf(flags.nixpkgs, found);
  if (flags.html !== undefined) {
    const { writePage } = await import("../lib/flakes/page/write_page.ts");
    const { folder } = workshop;
    await writePage(system, answer, { revisions, folder, file: flags.html });
  }
  if (flags.junit !== undefined) {
    const { writeJunit } = await import("../lib/flakes/junit.ts");
    await writeJunit(system, answer, flags.junit);
  }
  report.result(flags.json ? JSON.stringify(answer) : flakesTable(answer));
  signal.throwIfAborted();
  if (answer.summary.failed > 0) this.process.exitCode = EXIT.failed;
}
