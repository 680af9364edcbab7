/**
 * README.md's times are put there by a command.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import type { FigureReport, Report } from "../../lib/bench/report/report.ts";
import { withResults } from "../../tools/readme_bench.ts";
import { CHECKOUT } from "../support/checkout.ts";

/** A figure with the medians of its variants; the first one is the floor. */
function figure(
  suite: string,
  title: string,
  medians: Readonly<Record<string, number>>,
): FigureReport {
  const [floor = ""] = Object.keys(medians);
  return {
    suite,
    title,
    floor,
    budgets: [],
    variants: Object.entries(medians).map(([name, median]) => ({
      name,
      kind: name === floor
        ? "floor"
        : name === "hearth"
        ? "hearth"
        : name.startsWith("flake ")
        ? "bash"
        : "rival",
      times: [median],
      median,
      spread: 0,
      ratio: { value: 1, low: 1, high: 1 },
      over: median - (medians[floor] ?? 0),
    })),
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
  figures: [
    figure("entry", "hook without a terminal", {
      "bash alone": 1,
      hearth: 3.25,
    }),
    figure("entry", "hook beside flakes all in bash", {
      "bash alone": 1,
      "flake a": 3456,
      "flake b": 2345,
      hearth: 3,
    }),
    figure("shell", "enter the flake's environment and run true", {
      "bash alone": 1.5,
      "nix develop .#quiet": 92,
      hearth: 6,
    }),
    figure("start", "start → all answer", {
      bare: 300,
      "as pip gives it": 2100,
      hearth: 401,
    }),
    figure("stop", "stop → all gone, one kernel busy", {
      bare: 90,
      hearth: 99,
    }),
    figure("fresh", "fresh clone → all answer", { bare: 1400, hearth: 1600 }),
    figure("cli", "--help", { "empty program": 15.2, hearth: 22 }),
    figure("cli", "setup with nothing to do", {
      "empty program": 17.7,
      hearth: 44,
    }),
  ],
};

const readme = await Deno.readTextFile(join(CHECKOUT, "README.md"));

Deno.test("withResults() puts each time where README.md names it", () => {
  const text = withResults(readme, report);
  const rows = text.split("\n").map((line) =>
    line.split("|").slice(1, -1).map((cell) => cell.trim())
  );
  const row = (what: string): string[] | undefined =>
    rows.find(([name]) => name?.startsWith(what))?.slice(1);
  assert.deepEqual(row("entering: what the hook"), [
    "2.3 ms",
    "2.35 s for flakes that do it all in bash",
  ]);
  assert.deepEqual(row("`.hearth/enter true`"), [
    "6.0 ms",
    "1.5 ms for bash alone, 92 ms for `nix develop`",
  ]);
  assert.deepEqual(row("the same, against"), ["401 ms", "2.10 s"]);
  assert.deepEqual(row("from a fresh clone"), [
    "1.60 s",
    "1.40 s for `uv pip sync` and starting by hand",
  ]);
  assert.deepEqual(row("`--help`"), ["22 ms", "15 ms"]);
  assert.match(text, /the app answer in 0\.40 s\. Started/);
  assert.match(text, /they take 2\.10 s\./);
  assert.match(text, /an empty Deno program\s+takes 15 to 18 ms\./);
});

Deno.test("withResults() changes nothing but times and the table's width", () => {
  const words = (text: string): string =>
    text.replaceAll(/[\d.,]+( to \d+)? m?s\b/g, "TIME")
      .replaceAll(/ +/g, " ").replaceAll(/-{3,}/g, "---");
  assert.equal(words(withResults(readme, report)), words(readme));
});

Deno.test("withResults() names the figure that a report lacks", () => {
  const figures = report.figures.filter(({ suite }) => suite !== "fresh");
  assert.throws(
    () => withResults(readme, { ...report, figures }),
    /^Error: Nothing is known of hearth in fresh: fresh clone$/,
  );
});
