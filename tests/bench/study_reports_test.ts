/**
 * The gate's promises, kept on pairs that were really measured: the recordings
 * in `bench/recordings/`.
 *
 * @module
 */
import assert from "node:assert/strict";
import { binomialDistribution } from "simple-statistics";
import { CHECKOUT } from "../support/checkout.ts";
import { denoSystem } from "../../lib/system/deno.ts";
import { ALPHA, planLooks } from "../../lib/bench/statistics/look_plan.ts";
import { powerTable } from "../../lib/bench/statistics/power_table.ts";
import {
  recordingsOf,
  studyPower,
} from "../../lib/bench/statistics/power_study.ts";
import {
  firstLooks,
  readRecordings,
  recordingsIn,
} from "../../lib/bench/statistics/recordings.ts";
import {
  SLOWDOWNS,
  studyReports,
} from "../../lib/bench/statistics/study_reports.ts";

const RUNS = 1000;
const GATE = 0.1;

const system = denoSystem();
const paths = { root: CHECKOUT, kit: CHECKOUT };
const reports = await readRecordings(
  system,
  await recordingsIn({ system, paths }),
);
const options = {
  gate: GATE,
  runs: RUNS,
  roundsOf: await firstLooks({ system, paths }, reports),
};

/** How many of so many runs chance exceeds once in a thousand times. */
function most(runs: number, probability: number): number {
  let total = 0;
  const chances = binomialDistribution(runs, probability) ?? [];
  return chances.findIndex((chance) => (total += chance) > 0.999);
}

/** Instructions hardly vary; they have tests of their own. */
const studied = studyReports(reports, options)
  .filter(({ of }) => of === "time");

function count(
  verdict: "slower" | "faster" | "same",
  slowdown: number,
): { readonly name: string; readonly count: number }[] {
  return studied.map(({ recording, suite, title, cells }) => ({
    name: `${recording} ${suite}: ${title}, +${slowdown}`,
    count: cells.find((cell) => cell.slowdown === slowdown)?.[verdict] ?? NaN,
  }));
}

/** Share of the error that one of the figures of a run has. */
function shareOf(suite: string): number {
  const own = new Set(
    studied.filter((row) => row.suite === suite).map(({ title }) => title),
  );
  const suites = new Set(studied.map(({ suite }) => suite));
  return ALPHA / suites.size / own.size;
}

Deno.test("the gate is quiet in 99 runs of 100 where nothing changed", () => {
  for (const verdict of ["slower", "faster"] as const) {
    const wrong = count(verdict, 0);
    for (const { name, count } of wrong) {
      assert.ok(count <= most(RUNS, ALPHA), `${name}: ${count} of ${RUNS}`);
    }
  }
});

Deno.test("the gate keeps its error for what is slower by just the gate", () => {
  for (const [at, { name, count: wrong }] of count("slower", GATE).entries()) {
    const share = shareOf(studied[at]?.suite ?? "");
    assert.ok(wrong <= most(RUNS, share), `${name}: ${wrong} of ${RUNS}`);
  }
});

Deno.test("the gate seldom finds no difference where there is one beyond it", () => {
  for (const slowdown of [0.15, 0.2]) {
    for (
      const [at, { name, count: wrong }] of count("same", slowdown).entries()
    ) {
      const share = shareOf(studied[at]?.suite ?? "");
      assert.ok(wrong <= most(RUNS, share), `${name}: ${wrong} of ${RUNS}`);
    }
  }
});

Deno.test("the gate sees more, the slower it gets", () => {
  for (const { cells } of studied) {
    const seen = cells.map(({ slower }) => slower);
    assert.deepEqual(seen, seen.toSorted((a, b) => a - b));
    assert.deepEqual(cells.map(({ slowdown }) => slowdown), SLOWDOWNS);
  }
});

Deno.test("what a run says that it could see, it sees in about four runs of five", () => {
  for (const { recording, suite, title, atDetectable } of studied) {
    const { slower, slowdown } = atDetectable;
    const name = `${recording} ${suite}: ${title}, +${slowdown}`;
    assert.ok(slower > 0.6 * RUNS && slower < 0.9 * RUNS, `${name}: ${slower}`);
  }
});

Deno.test("the gate names 0.2 % more instructions of a shell at 0.1 %, and nothing where nothing changed", () => {
  const shells = new Map(
    [...reports].filter(([name]) => /-(entry|shell)$/.test(name)),
  );
  const rows = studyReports(shells, {
    ...options,
    gate: 0.001,
    slowdowns: [0, 0.002],
  }).filter(({ of }) => of === "instructions");
  assert.ok(rows.length >= 6);
  for (const { title, cells } of rows) {
    const [none, little] = cells;
    assert.equal(none?.slower, 0, title);
    assert.ok((little?.slower ?? 0) >= 0.95 * RUNS, title);
  }
});

Deno.test("the gate names 2 % more instructions at 1 %, of every figure that is counted", () => {
  const slowdowns = [0, 0.02];
  const rows = studyReports(reports, { ...options, gate: 0.01, slowdowns })
    .filter(({ of }) => of === "instructions");
  for (const { title, cells } of rows) {
    const [none, more] = cells;
    assert.equal(none?.slower, 0, title);
    assert.ok((more?.slower ?? 0) >= 0.95 * RUNS, title);
  }
});

Deno.test("studyPower() gives the same for the same seed", () => {
  const [report] = reports.values();
  const [recording] = report === undefined ? [] : recordingsOf("", report);
  assert.ok(recording !== undefined);
  const run = (seed: number) =>
    studyPower(recording, {
      gate: GATE,
      runs: 20,
      slowdowns: [0.1, 0.2],
      seed,
      looks: planLooks(10, ALPHA),
    });
  assert.deepEqual(run(1), run(1));
  assert.notDeepEqual(run(1), run(2));
});

Deno.test("powerTable() has a row for each recorded figure", () => {
  const lines = powerTable(studied, GATE).split("\n");
  assert.match(lines[0] ?? "", /of 1000 runs called slower at a gate of 10 %/);
  assert.equal(lines.length, studied.length + 3);
  assert.match(lines[3] ?? "", /^cli: --help +busy-cli +30–240 +\d+ % +\d/);
});
