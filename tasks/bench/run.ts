/**
 * `bench` measures, and says what it found.
 *
 * @module
 */
import { changeTable, compare } from "../../lib/bench/report/compare.ts";
import { loadSuites } from "../../lib/bench/sampling/load_suites.ts";
import { describeMachine } from "../../lib/bench/sampling/machine.ts";
import { ALPHA } from "../../lib/bench/statistics/look_plan.ts";
import {
  checkOut,
  type OtherCommit,
  ownCommit,
} from "../../lib/bench/sampling/other_commit.ts";
import { failsGate } from "../../lib/bench/gate/fails_gate.ts";
import { instructionCounter } from "../../lib/bench/sampling/instruction_counter.ts";
import {
  FORMAT,
  readReport,
  type Report,
} from "../../lib/bench/report/report.ts";
import { runSuite } from "../../lib/bench/sampling/run_suite.ts";
import type { Subject } from "../../lib/bench/sampling/suite.ts";
import { resultTable } from "../../lib/bench/report/table.ts";
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
  readonly gate: number;
  readonly requirePower: boolean;
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
    const phases = await traceEntry(system, paths);
    return void report.result(
      flags.json ? JSON.stringify({ phases }) : phaseTable(phases),
    );
  }
  const suites = await loadSuites(system, paths, names);
  if (flags.list) {
    for (const [name, { brief }] of suites) report.result(`${name}: ${brief}`);
    return;
  }
  const { gate } = flags;
  const inDir = (file: string): string => resolve(system.env.cwd, file);
  const baseline = flags.baseline === undefined
    ? undefined
    : await readReport(system, inDir(flags.baseline));
  await using other = flags.against === undefined
    ? undefined
    : await checkOut(system, paths, flags.against);

  const notes = new Set<string>();
  const note = (message: string): void => {
    if (!notes.has(message)) report.note(message);
    notes.add(message);
  };
  const begun = new Date(system.clock.now()).toISOString();
  const machine = await describeMachine(system);
  const figures: Report["figures"] = [];
  const counter = other && flags.count
    ? await instructionCounter(system, join(other.dir, "counts"))
    : undefined;
  if (other && flags.count && counter === undefined) {
    note(
      "Instructions are not counted: perf has no counters here and " +
        "valgrind is not installed",
    );
  }
  const run = async (): Promise<void> => {
    for (const [name, suite] of suites) {
      await runSuite(name, suite, {
        subjects: subjectsOf(paths.root, other),
        compared: other === undefined,
        note,
      }, {
        report,
        signal,
        onFigure: (figure) => figures.push(figure),
        ...(flags.rounds !== undefined && { rounds: flags.rounds }),
        ...(other && {
          gating: { gate, alpha: ALPHA / suites.size, counter },
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
  const commit = await ownCommit(system, paths);
  const result: Report = {
    format: FORMAT,
    begun,
    machine,
    ...(commit !== undefined && { commit }),
    ...(other && { against: { ref: other.commit, gate, alpha: ALPHA } }),
    notes: [...notes],
    figures,
  };

  report.result(flags.json ? JSON.stringify(result) : resultTable(result));
  if (baseline) report.note(changeTable(compare(baseline, result)));
  if (flags.svg !== undefined || flags.html !== undefined) {
    const { chart } = await import("../../lib/bench/report/chart.ts");
    const { page } = await import("../../lib/bench/report/page.ts");
    const svg = await chart(system, paths, result);
    const { fs } = system;
    if (flags.svg !== undefined) await fs.writeText(inDir(flags.svg), svg);
    if (flags.html !== undefined) {
      await fs.writeText(inDir(flags.html), page(result, svg));
    }
  }
  signal.throwIfAborted();
  if (failsGate(figures, flags)) this.process.exitCode = EXIT.failed;
}

/** What is measured: Hearth alone, or the other commit and this tree. */
function subjectsOf(root: string, other: OtherCommit | undefined): Subject[] {
  if (other === undefined) return [{ name: "hearth", root }];
  return [
    { name: other.commit, root: other.root },
    { name: "this tree", root },
  ];
}
