/**
 * `bench` measures, and says what it found.
 *
 * @module
 */
import { failsGate } from "../../lib/bench/gate/fails_gate.ts";
import { changeTable, compare } from "../../lib/bench/report/compare.ts";
import {
  FORMAT,
  readReport,
  type Report,
} from "../../lib/bench/report/report.ts";
import { resultTable } from "../../lib/bench/report/table.ts";
import { writePictures } from "../../lib/bench/report/write_pictures.ts";
import { instructionCounter } from "../../lib/bench/counting/instruction_counter.ts";
import { loadSuites, suitesOf } from "../../lib/bench/sampling/load_suites.ts";
import { describeMachine } from "../../lib/bench/sampling/machine.ts";
import { ownCommit } from "../../lib/bench/sampling/other_commit.ts";
import { runSuite } from "../../lib/bench/sampling/run_suite.ts";
import { subjectsOf } from "../../lib/bench/sampling/subjects.ts";
import { openSession } from "../../lib/bench/session/bench_session.ts";
import { ALPHA } from "../../lib/bench/statistics/look_plan.ts";
import { phaseTable, traceEntry } from "../../lib/bench/trace/trace_entry.ts";
import { EXIT } from "../../lib/core/errors.ts";
import { join, resolve } from "../../lib/core/files/posix_path.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";

/** Flags of `bench`. */
export interface BenchFlags {
  readonly rounds?: number;
  readonly json: boolean;
  readonly svg?: string;
  readonly html?: string;
  readonly against?: string;
  readonly kit?: string;
  readonly gate: number;
  readonly requirePower: boolean;
  readonly minutes: number;
  readonly count: boolean;
  readonly baseline?: string;
  readonly trace: boolean;
  readonly list: boolean;
}

/** Runs suites; exit code 1 when `--against` proves one of them slower. */
export async function bench(
  this: TaskContext,
  flags: BenchFlags,
  ...names: string[]
): Promise<void> {
  const { system, paths, report, signal } = this;
  if (flags.trace) {
    const phases = await traceEntry(this);
    return void report.result(
      flags.json ? JSON.stringify({ phases }) : phaseTable(phases),
    );
  }
  const suites = await loadSuites(await suitesOf(system, paths), names);
  if (flags.list) {
    for (const [name, { brief }] of suites) report.result(`${name}: ${brief}`);
    return;
  }
  const { gate } = flags;
  const inDir = (file: string): string => resolve(system.env.cwd, file);
  const baseline = flags.baseline === undefined
    ? undefined
    : await readReport(system, inDir(flags.baseline));
  const notes = new Set<string>();
  const note = (message: string): void => {
    if (!notes.has(message)) report.note(message);
    notes.add(message);
  };
  const figures: Report["figures"] = [];
  let subjects: Awaited<ReturnType<typeof subjectsOf>> = { subjects: [] };
  const begun = new Date(system.clock.now()).toISOString();
  const machine = await describeMachine(system);
  const run = async (): Promise<void> => {
    await using session = await openSession(system, paths.root, note);
    const { dir } = session;
    subjects = await subjectsOf(this, {
      dir,
      against: flags.against,
      kit: flags.kit === undefined ? undefined : inDir(flags.kit),
    });
    const { against } = subjects;
    const counter = against !== undefined && flags.count
      ? await instructionCounter(system, join(dir, "counts"))
      : undefined;
    if (against !== undefined && flags.count && counter === undefined) {
      note(
        "Instructions are not counted: perf has no counters here and " +
          "valgrind is not installed",
      );
    }
    await using stack = new AsyncDisposableStack();
    stack.defer(() => session.meet());
    for (const [name, suite] of suites) {
      await runSuite(name, {
        suite,
        context: {
          system,
          subjects: subjects.subjects,
          compared: against === undefined,
          dir,
          note,
          signal,
        },
      }, {
        report,
        signal,
        onFigure: (figure) => figures.push(figure),
        ...(flags.rounds !== undefined && { rounds: flags.rounds }),
        ...(against !== undefined && {
          gating: {
            gate,
            alpha: ALPHA / suites.size,
            counter,
            limitMs: flags.minutes * 60_000,
          },
        }),
      });
    }
  };
  try {
    await run();
  } catch (error) {
    if (!signal.aborted || figures.length === 0) throw error;
    note("Interrupted: the results are incomplete");
  }
  const commit = await ownCommit(system, paths.root);
  const { against } = subjects;
  const result: Report = {
    format: FORMAT,
    begun,
    machine,
    ...(commit !== undefined && { commit }),
    ...(against !== undefined && {
      against: { ref: against, gate, alpha: ALPHA },
    }),
    notes: [...notes],
    figures,
  };
  report.result(flags.json ? JSON.stringify(result) : resultTable(result));
  if (baseline) report.note(changeTable(compare(baseline, result)));
  await writePictures(this, result, {
    svg: flags.svg && inDir(flags.svg),
    html: flags.html && inDir(flags.html),
  });
  signal.throwIfAborted();
  if (failsGate(figures, flags)) this.process.exitCode = EXIT.failed;
}
