/**
 * The task as people run it, on suites that are made up and on a real one.
 *
 * @module
 */
import assert from "node:assert/strict";
import { readReport, type Report } from "../../lib/bench/report/report.ts";
import { denoSystem } from "../../lib/system/deno.ts";
import { openBrowser } from "../support/app/browser.ts";
import {
  type ChildResult,
  requires,
  type TempWorkspace,
  tempWorkspace,
} from "../support/harness.ts";
import { FILES, NAPS } from "../support/nap_suite.ts";

async function saved(
  workspace: TempWorkspace,
  name: string,
): Promise<ChildResult> {
  const result = await workspace.run(["bench", "naps", "--json"]);
  assert.equal(result.code, 0, result.stderr);
  await workspace.write(name, result.stdout);
  return result;
}

Deno.test("bench shows times, ratios and what it left out, and judges budgets", async () => {
  await using workspace = await tempWorkspace({ files: FILES });
  const { code, stdout, stderr } = await workspace.run(["bench", "naps"]);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^naps: nap <short> \(4 rounds\)$/m);
  assert.match(stdout, /^ {2}hearth .* ms {2}± .* × \d\.\d\d \(/m);
  assert.match(stdout, /^ {2}held: hearth \d\.\d\d × blink, at most 100$/m);
  assert.match(stderr, /^siesta is left out: it is not on PATH$/m);
});

Deno.test("bench --json gives every time and describes the machine", async () => {
  await using workspace = await tempWorkspace({ files: FILES });
  await saved(workspace, "a.json");
  const { machine, figures, notes }: Report = await readReport(
    denoSystem(),
    workspace.path("a.json"),
  );
  assert.equal(machine.cores, navigator.hardwareConcurrency);
  assert.equal(machine.programs.deno, Deno.version.deno);
  assert.ok(machine.memory > 2 ** 28 && machine.cpu !== "");
  assert.deepEqual(notes, ["siesta is left out: it is not on PATH"]);
  assert.deepEqual(
    figures.map(({ suite, variants }) => [
      suite,
      variants.map(({ name, times }) => [name, times.length]),
    ]),
    [["naps", [["blink", 4], ["hearth", 4]]]],
  );
});

Deno.test("bench runs a real suite in checkouts of its own", async () => {
  await using workspace = await tempWorkspace({ git: true });
  const before = await Array.fromAsync(Deno.readDir(workspace.root));
  const { code, stdout, stderr } = await workspace.run(
    ["bench", "cli", "--rounds", "2", "--json"],
  );
  assert.equal(code, 0, stderr);
  const { figures }: Report = JSON.parse(stdout);
  for (const { variants } of figures) {
    const [empty, hearth] = variants;
    assert.equal(empty?.name, "empty program");
    // Whatever Hearth does takes longer than doing nothing.
    assert.ok(
      Math.max(...hearth?.times ?? []) > Math.min(...empty?.times ?? []),
    );
  }
  assert.equal(figures.length, 4);
  const same = await workspace.run(
    [
      ...["bench", "cli", "--rounds", "1", "--no-count"],
      ...["--against", "HEAD", "--gate", "900%"],
    ],
  );
  assert.equal(same.code, 0, same.stderr);
  assert.equal(same.stdout.match(/^ {2}this tree /gm)?.length, 4);
  const after = await Array.fromAsync(Deno.readDir(workspace.root));
  const made = after.filter(({ name }) => name !== ".hearth");
  assert.equal(made.length, before.length);
});

/** Directories of benchmarks that are still there. */
async function left({ env }: TempWorkspace): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(env.TMPDIR ?? ""));
  return entries.map(({ name }) => name)
    .filter((name) => name.startsWith("hearth-bench-"));
}

Deno.test("bench ends at Ctrl-C and takes the other commit away", async () => {
  // Nothing is measured by the time that it ends.
  const files = { ...FILES, "work.txt": "3600000" };
  await using workspace = await tempWorkspace({ files, git: true });
  const task = workspace.spawn(["bench", "naps", "--against", "HEAD"]);
  await task.waitForText(/^naps: nap <short> \.\.\.$/m);
  assert.equal((await left(workspace)).length, 1);
  task.signal("SIGINT");
  const { code, stdout, stderr } = await task.result;
  assert.equal(code, 130, stderr);
  assert.equal(stdout, "");
  assert.deepEqual(await left(workspace), []);
});

Deno.test("bench prints at Ctrl-C what it has measured", async () => {
  const endless = NAPS.replace("rounds: 4", "rounds: 1000000")
    .replace('brief: "naps"', 'brief: "slumber"')
    // Says that rounds are complete.
    .replace("run: () => new", "run: () => naps++ === 8 && note() || new")
    .replace(/^/, 'let naps = 0; const note = () => console.error("naps");');
  const suites = {
    "bench/suites/naps.ts": NAPS,
    "bench/suites/slumber.ts": endless,
    "work.txt": "10",
  };
  await using workspace = await tempWorkspace({ files: suites });
  const task = workspace.spawn(["bench", "naps", "slumber"]);
  await task.waitForText(/^naps$/m);
  task.signal("SIGINT");
  const { code, stdout, stderr } = await task.result;
  assert.equal(code, 130, stderr);
  assert.match(stdout, /^naps: nap <short> \(4 rounds\)$/m);
  assert.match(stdout, /^slumber: nap <short> \(\d+ rounds?, interrupted\)$/m);
  assert.match(stdout, /^ {2}hearth .* × \d/m);
  assert.match(stderr, /^Interrupted: the results are incomplete$/m);
  assert.deepEqual(await left(workspace), []);
});

Deno.test("bench gives no verdict on a comparison that is interrupted", async () => {
  const endless = NAPS
    .replace("run: () => new", "run: () => naps++ === 8 && note() || new")
    .replace(/^/, 'let naps = 0; const note = () => console.error("naps");');
  const files = { "bench/suites/naps.ts": endless, "work.txt": "10" };
  await using workspace = await tempWorkspace({ files, git: true });
  const bench = ["bench", "naps", "--against", "HEAD", "--rounds", "1000000"];
  const task = workspace.spawn(bench);
  await task.waitForText(/^naps$/m);
  task.signal("SIGINT");
  const { code, stdout, stderr } = await task.result;
  assert.equal(code, 130, stderr);
  assert.match(stdout, /^naps: nap <short> \(\d+ rounds?, interrupted\)$/m);
  assert.match(stdout, /^ {2}this tree .* × [\d.]+ \(.*\) .* ms$/m);
});

Deno.test("bench says that another one runs at the same time, and so does that one", async () => {
  const files = { ...FILES, "work.txt": "3600000" };
  await using workspace = await tempWorkspace({ files });
  const first = workspace.spawn(["bench", "naps"]);
  await first.waitForText(/^naps: nap <short> \.\.\.$/m);
  await workspace.write("work.txt", "10");
  const second = await workspace.run(["bench", "naps", "--json"]);
  assert.equal(second.code, 0, second.stderr);
  const { notes }: Report = JSON.parse(second.stdout);
  assert.match(
    notes.join("\n"),
    /^Another benchmark runs at the same time, in /m,
  );
  first.signal("SIGINT");
  const { stderr } = await first.result;
  assert.match(stderr, /^Another benchmark runs at the same time, in /m);
});

Deno.test("bench refuses suites, commits and gates that there are not", async () => {
  await using workspace = await tempWorkspace({ git: true });
  const refused = async (...args: string[]): Promise<string> => {
    const { code, stderr } = await workspace.run(["bench", ...args]);
    assert.equal(code, 2, stderr);
    return stderr;
  };
  assert.match(await refused("nonesuch"), /Available: (\w+, )*cli, /);
  const unknown = await refused("cli", "--against", "nonesuch");
  assert.match(unknown, /^Error: Cannot find commit "nonesuch"$/m);
  assert.match(await refused("cli", "--gate", "0"), /percentage like 10%/);
});

Deno.test("bench compare and --baseline report what changed, and only report", async () => {
  await using workspace = await tempWorkspace({ files: FILES });
  await saved(workspace, "a.json");
  await workspace.write("work.txt", "200");
  await saved(workspace, "b.json");
  const task = (...args: string[]): Promise<ChildResult> =>
    workspace.run(["bench", "compare", ...args]);
  const { code, stdout, stderr } = await task("a.json", "b.json");
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^naps: nap <short>: hearth to blink .* slower$/m);
  assert.match((await task("a.json", "a.json")).stdout, / same$/m);
  const json = await task("a.json", "b.json", "--json");
  assert.equal(JSON.parse(json.stdout).changes[0].verdict, "slower");

  await workspace.write("c.json", "{}");
  const broken = await task("a.json", "c.json");
  assert.equal(broken.code, 1);
  assert.match(broken.stderr, /^Error: Cannot read ".*c.json" as a result/m);

  const run = await workspace.run(["bench", "naps", "--baseline", "a.json"]);
  assert.equal(run.code, 0, run.stderr);
  assert.match(run.stderr, /hearth to blink .* slower$/m);
});

Deno.test({
  name: "bench --trace splits one entry into its phases",
  // Elsewhere bash may be too old to know the time to the microsecond.
  ignore: Deno.build.os !== "linux",
  async fn() {
    await using workspace = await tempWorkspace();
    await workspace.run(["setup"]);
    const { code, stdout, stderr } = await workspace.run(
      ["bench", "--trace", "--json"],
    );
    assert.equal(code, 0, stderr);
    const { phases }: { phases: { name: string; ms: number }[] } = JSON.parse(
      stdout,
    );
    const names = phases.map(({ name }) => name);
    for (const name of ["stamp", "activate", "banner", "look"]) {
      assert.ok(names.includes(name), name);
    }
    assert.ok(!names.includes("setup"), "an entry that is warm");
  },
});

Deno.test({
  ...requires(["chromium"], "bench --html shows chart and tables in a browser"),
  async fn() {
    await using workspace = await tempWorkspace({ files: FILES });
    const { code, stderr } = await workspace.run(
      ["bench", "naps", "--html", "page.html", "--svg", "chart.svg"],
    );
    assert.equal(code, 0, stderr);
    const svg = await Deno.readTextFile(workspace.path("chart.svg"));
    assert.match(svg, /^<svg .*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    await using browser = await openBrowser();
    const page = await browser.context.newPage();
    const problems: string[] = [];
    page.on("pageerror", ({ message }) => problems.push(message));
    page.on("request", (request) => problems.push(request.url()));
    await page.goto(`file://${workspace.path("page.html")}`);
    assert.deepEqual(problems, [`file://${workspace.path("page.html")}`]);
    assert.equal(
      await page.locator("h2").first().textContent(),
      "naps: nap <short>",
    );
    assert.equal(
      await page.locator("tr.hearth td").first().textContent(),
      "hearth",
    );
    const bar = page.locator("svg .mark-rect path").first();
    assert.ok(((await bar.boundingBox())?.width ?? 0) > 10);
    const data = await page.locator("#report").textContent();
    assert.equal(JSON.parse(data ?? "").figures.length, 1);
  },
});
