/**
 * `flakes` tests every state of a flake.
 *
 * @module
 */
import { EXIT } from "../../lib/core/errors.ts";
import { flakesTable, lineOf } from "../../lib/flakes/report/flakes_table.ts";
import {
  filesToMerge,
  flakeOptionsOf,
  type FlakesFlags,
  refuseContradictions,
} from "../../lib/flakes/select/flakes_flags.ts";
import { githubMatrix } from "../../lib/flakes/report/github_matrix.ts";
import {
  mergeReports,
  readReports,
} from "../../lib/flakes/report/merge_reports.ts";
import type { PageOptions } from "../../lib/flakes/report/page/write_page.ts";
import type { FlakesReport, RevisionReport } from "../../lib/flakes/result.ts";
import { selectRevisions } from "../../lib/flakes/select/select_revisions.ts";
import { reportOf } from "../../lib/flakes/report/summary.ts";
import { testRevisions } from "../../lib/flakes/test_revisions.ts";
import { openSession } from "../../lib/flakes/flake_session.ts";
import { inStage } from "../../lib/core/reporter.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { isDecorated } from "../../lib/core/terminal_reporter.ts";

/** Tests revisions and prints what came of them. */
export async function flakes(
  this: TaskContext,
  flags: FlakesFlags,
  ...words: string[]
): Promise<void> {
  const { system, paths, report, signal } = this;
  refuseContradictions(flags);
  if (flags.matrix) {
    report.result(JSON.stringify(githubMatrix(flags.system, flags.shard)));
    return;
  }
  if (words.length === 1 && words[0] === "names") {
    const { flakeNames } = await import("./names.ts");
    return await flakeNames.call(this, flags);
  }
  const files = filesToMerge(words);
  if (files !== undefined) {
    const reports = await readReports(system, files);
    return await tell(this, {
      answer: mergeReports(reports),
      flags,
      place: {
        revisions: [],
        dir: paths.flakes,
      },
    });
  }
  if (flags.bisect !== undefined) {
    const { bisectFlakes } = await import("./bisect.ts");
    return await bisectFlakes.call(this, flags);
  }
  await using selected = await selectRevisions(this, flags);
  const { revisions } = selected;
  await using session = await openSession(this, {
    ...flakeOptionsOf(flags),
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
    return await testRevisions(system, revisions, { ...session, onReport });
  });
  const { dir } = session;
  const answer = reportOf(flags.nixpkgs, found);
  await tell(this, { answer, flags, place: { revisions, dir } });
  signal.throwIfAborted();
}

/** Prints a report, and writes it in the other forms that were asked for. */
async function tell(
  { system, paths, report, process }: TaskContext,
  { answer, flags: { html, junit, markdown, json }, place }: {
    readonly answer: FlakesReport;
    readonly flags: FlakesFlags;
    readonly place: Pick<PageOptions, "revisions" | "dir">;
  },
): Promise<void> {
  if (html !== undefined) {
    const { writePage } = await import(
      "../../lib/flakes/report/page/write_page.ts"
    );
    await writePage(system, answer, {
      ...place,
      kit: paths.kit,
      file: html,
    });
  }
  if (junit !== undefined) {
    const { writeJunit } = await import("../../lib/flakes/report/junit.ts");
    await writeJunit(system, { report: answer, file: junit });
  }
  if (markdown !== undefined) {
    const { writeMarkdown } = await import(
      "../../lib/flakes/report/markdown.ts"
    );
    await writeMarkdown(system, { report: answer, file: markdown });
  }
  report.result(json ? JSON.stringify(answer) : flakesTable(answer));
  if (answer.summary.failed > 0) process.exitCode = EXIT.failed;
}
