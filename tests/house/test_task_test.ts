import assert from "node:assert/strict";
import {
  type ChildResult,
  processesWith,
  requires,
  tempWorkspace,
} from "../support/harness.ts";

/** Runs the `test` task on one made-up file. */
async function runTests(
  text: string,
  ...args: string[]
): Promise<ChildResult & { lastLine: string }> {
  await using workspace = await tempWorkspace({
    files: { "lib/made_up_test.ts": text },
  });
  const result = await workspace.run(
    ["test", "--no-install", "made_up", ...args],
  );
  return { ...result, lastLine: result.stdout.split("\n").at(-2) ?? "" };
}

const PASSES = 'Deno.test("passes", () => {});\n';
const FAILS = 'Deno.test("fails", () => { throw new Error("no"); });\n';
const SKIPS = 'Deno.test.ignore("rests (needs time)", () => {});\n';

Deno.test("test closes with the count and 0 when all pass", async () => {
  const { code, stdout, stderr, lastLine } = await runTests(PASSES + SKIPS);
  assert.equal(lastLine, "1 passed, 0 failed, 1 skipped");
  assert.equal(code, 0);
  assert.match(stdout, /passes \.\.\. /);
  assert.match(stderr, /^Skipped: rests \(needs time\)$/m);
});

Deno.test("test closes with the count and 1 when one fails", async () => {
  const { code, lastLine } = await runTests(PASSES + FAILS);
  assert.equal(lastLine, "1 passed, 1 failed, 0 skipped");
  assert.equal(code, 1);
});

/** Ends once the other one runs too. */
function waitsFor(other: string, own: string): string {
  return `Deno.test("${own} runs beside ${other}", async () => {
  await Deno.writeTextFile("${own}", "");
  while (!(await Deno.stat("${other}").catch(() => undefined))) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
});
`;
}

Deno.test("test runs files side by side and sums up", async () => {
  await using workspace = await tempWorkspace({
    files: {
      "lib/made_up_test.ts": PASSES,
      "tests/made_up_one_test.ts": waitsFor("two", "one"),
      "tests/made_up_two_test.ts": waitsFor("one", "two") + FAILS + SKIPS,
    },
  });
  const { code, stdout, stderr } = await workspace.run(
    ["test", "--no-install", "made_up"],
    { env: { NO_COLOR: "1" } },
  );
  assert.equal(code, 1);
  assert.match(stdout, /\n3 passed, 1 failed, 1 skipped\n$/);
  assert.match(stderr, /^Skipped: rests \(needs time\)$/m);
  assert.match(
    stderr,
    /^Failed: fails \(\.\/tests\/made_up_two_test\.ts:7\)$/m,
  );
  // `.ci/run` reads which files to run again from these lines.
  assert.match(
    stdout,
    /^fails => \.\/tests\/made_up_two_test\.ts:7:6$/m,
  );
  const blocks = stdout.split(/^running \d tests? from /m).slice(1);
  assert.deepEqual(blocks.map((block) => block.split("\n")[0]).sort(), [
    "./lib/made_up_test.ts",
    "./tests/made_up_one_test.ts",
    "./tests/made_up_two_test.ts",
  ]);
});

Deno.test("test counts a file that does not load as failed", async () => {
  const { code, stderr, lastLine } = await runTests("throw new Error();\n");
  assert.equal(lastLine, "0 passed, 1 failed, 0 skipped");
  assert.equal(code, 1);
  assert.match(stderr, /No result from lib\/made_up_test\.ts/);
});

Deno.test("test fails when nothing ran", async () => {
  const { code, stderr, lastLine } = await runTests(
    PASSES,
    "--filter=nothing",
  );
  assert.equal(lastLine, "0 passed, 0 failed, 0 skipped");
  assert.equal(code, 1);
  assert.match(stderr, /No test ran/);
});

Deno.test("test names the files there are when a word fits none", async () => {
  await using workspace = await tempWorkspace();
  const { code, stdout, stderr } = await workspace.run(["test", "nonesuch"]);
  assert.equal(code, 1);
  assert.equal(stdout, "");
  assert.match(stderr, /^Error: Cannot find a test file for "nonesuch"$/m);
  assert.match(stderr, /^Use "unit", or a part of .*, house\//m);
});

Deno.test("test names programs that are missing and runs all the same", async () => {
  await using workspace = await tempWorkspace({
    files: { "lib/made_up_test.ts": PASSES },
  });
  const { code, stderr } = await workspace.run(
    ["test", "--no-install", "made_up"],
    { env: { PATH: workspace.path("nowhere") } },
  );
  assert.equal(code, 0);
  assert.match(stderr, /tmux is missing.*: tests that need it are skipped/);
});

Deno.test({
  ...requires(["python3"], "test fetches uv where only Python is installed"),
  async fn() {
    await using workspace = await tempWorkspace({
      files: {
        "lib/made_up_test.ts": `Deno.test("uv runs", async () => {
  const { success } = await new Deno.Command("uv", { args: ["--version"] })
    .output();
  if (!success) throw new Error("no");
});
`,
      },
    });
    const where = "import sys; print(sys.executable)";
    const { stdout } = await workspace.exec(["python3", "-c", where]);
    const python = workspace.path("bin", "python3");
    await workspace.write(
      "bin/python3",
      `#!/bin/sh\nexec "${stdout.trim()}" "$@"\n`,
    );
    await Deno.chmod(python, 0o755);
    const { code, stderr } = await workspace.run(["test", "made_up"], {
      env: { PATH: workspace.path("bin") },
    });
    assert.equal(code, 0, stderr);
  },
});

Deno.test("test ends its tests when it is asked to end", async () => {
  await using workspace = await tempWorkspace({
    files: {
      "lib/made_up_test.ts": `Deno.test("never ends", async () => {
  console.log("on");
  await new Promise((resolve) => setTimeout(resolve, 600_000));
});
`,
    },
  });
  const task = workspace.spawn(["test", "--no-install", "made_up"]);
  await task.waitForText(/^on$/m);
  task.signal("SIGTERM");
  assert.equal((await task.result).code, 143);
  assert.deepEqual(await processesWith("HOME", workspace.home), []);
});
