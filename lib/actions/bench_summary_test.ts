import assert from "node:assert/strict";
import type { FigureReport, Report } from "../bench/report/report.ts";
import type { Verdict } from "../bench/statistics/judge.ts";
import { benchSummary } from "./bench_summary.ts";

function figure(title: string, verdict?: Verdict): FigureReport {
  const ratio = { value: 1, low: 1, high: 1 };
  const floor: FigureReport["variants"][number] = {
    name: "abc1234",
    kind: "hearth",
    times: [100],
    median: 100,
    spread: 0,
    ratio,
    over: 0,
  };
  const value = 1.5;
  const comparison = verdict && { verdict, value, low: 1.4, high: 1.6 };
  return {
    suite: "start",
    title,
    floor: floor.name,
    budgets: [],
    variants: [floor, {
      ...floor,
      name: "this tree",
      median: 50,
      ...(comparison && { comparison }),
    }],
  };
}

const report: Report = {
  format: "hearth-bench/1",
  begun: "2026-01-01T00:00:00.000Z",
  machine: {
    os: "linux",
    arch: "x86_64",
    cpu: "",
    cores: 2,
    memory: 0,
    programs: {},
  },
  notes: [],
  figures: [],
};

Deno.test("benchSummary() of two commits names first what is slower", () => {
  const summary = benchSummary({
    ...report,
    against: { ref: "abc1234", gate: 0.1 },
    figures: [figure("equal", "same"), figure("wait | see", "slower")],
  });
  const lines = summary.split("\n");
  assert.equal(
    lines[0],
    "Compared with `abc1234`; more than 10 % slower fails.",
  );
  assert.deepEqual(lines.slice(4, 6), [
    "| start&#58; wait &#124; see | 100 ms | 50.0 ms | × 1.500 (1.400–1.600) | **slower** |",
    "| start&#58; equal | 100 ms | 50.0 ms | × 1.500 (1.400–1.600) | no difference beyond 10 % |",
  ]);
});

Deno.test("benchSummary() has a chart with the medians, and no verdicts without another commit", () => {
  const summary = benchSummary({ ...report, figures: [figure("all")] });
  assert.doesNotMatch(summary, /verdict/);
  assert.match(summary, /^```text\nstart: all\n {2}abc1234 {4}█{40} 100 ms$/m);
  assert.match(summary, /^ {2}this tree {2}█{20} 50\.0 ms$/m);
});
