/**
 * `bench --against` and `bench power` as people run them.
 *
 * @module
 */
import assert from "node:assert/strict";
import { requires, tempWorkspace } from "../support/harness.ts";
import { FILES, NAPS } from "../support/nap_suite.ts";

Deno.test("bench --against fails on a commit that made things slower", async () => {
  await using workspace = await tempWorkspace({ files: FILES, git: true });
  await workspace.write("work.txt", "120");
  const slower = await workspace.run(["bench", "naps", "--against", "HEAD"]);
  assert.equal(slower.code, 1, slower.stderr);
  assert.match(slower.stdout, /^ {2}this tree .* slower$/m);
  await workspace.write("work.txt", "10");
  const faster = await workspace.run(["bench", "naps", "--against", "HEAD"]);
  assert.equal(faster.code, 0, faster.stderr);
  assert.match(faster.stdout, /^ {2}this tree .* faster$/m);
  const left = await Array.fromAsync(Deno.readDir(workspace.env.TMPDIR ?? ""));
  assert.deepEqual(left, []);
});

Deno.test("bench --require-power fails where it is too noisy to tell", async () => {
  const wavers = NAPS.replace(", ms)", ", ms * 20 ** Math.random())");
  const files = { "bench/suites/naps.ts": wavers, "work.txt": "2" };
  await using workspace = await tempWorkspace({ files, git: true });
  const bench = ["bench", "naps", "--against", "HEAD", "--rounds", "2"];
  const passed = await workspace.run(bench);
  assert.equal(passed.code, 0, passed.stderr);
  assert.match(
    passed.stdout,
    /^ {2}this tree .* too noisy to tell \(detects \d+ %\)$/m,
  );
  const failed = await workspace.run([...bench, "--require-power"]);
  assert.equal(failed.code, 1, failed.stdout + failed.stderr);
});

Deno.test({
  ...requires(["valgrind"], "bench --against names what executes more"),
  async fn() {
    const counted = NAPS.replace(
      "...nap(",
      `countable: {
        command: ["bash", "--norc", "-c", Deno.readTextFileSync(root + "/work.sh")],
        cwd: root,
        env: { PATH: Deno.env.get("PATH") },
      },
      ...nap(`,
    );
    const files = { "bench/suites/naps.ts": counted, "work.txt": "5" };
    await using workspace = await tempWorkspace({
      files: { ...files, "work.sh": "[[ -e / ]]" },
      git: true,
    });
    const bench = ["bench", "naps", "--against", "HEAD", "--gate", "0.1%"];
    await workspace.write("README.md", "Other words");
    const same = await workspace.run(bench);
    assert.equal(same.code, 0, same.stdout + same.stderr);
    assert.match(same.stdout, /^ {2}instructions, counted by \w+ .*\d$/m);
    const unchanged = / {2}this tree +[\d,]+ .* no difference beyond 0\.1 %$/m;
    assert.match(same.stdout, unchanged);
    await workspace.write(
      "work.sh",
      "[[ -e / ]]; [[ -e /tmp ]]; [[ -e /bin ]]",
    );
    const slower = await workspace.run(bench);
    assert.equal(slower.code, 1, slower.stdout + slower.stderr);
    assert.match(slower.stdout, /^ {2}this tree +[\d,]+ .* slower$/m);
    const uncounted = await workspace.run([...bench, "--no-count"]);
    assert.doesNotMatch(uncounted.stdout, /instructions/);
  },
});

Deno.test("bench power shows what the gate sees in recorded pairs", async () => {
  await using workspace = await tempWorkspace({ files: FILES });
  const power = ["bench", "power", "--runs", "20"];
  const { code, stdout, stderr } = await workspace.run(power);
  assert.equal(code, 0, stderr);
  assert.match(
    stdout,
    /^Percentage of 20 runs called slower at a gate of 10 %/,
  );
  assert.match(stdout, /^start: start → all answer +busy-start +10–80 .* 100/m);
  const json = await workspace.run([
    ...power,
    ...["--json", "--gate", "2%", "bench/recordings/busy-start.json"],
  ]);
  const { gate, studied } = JSON.parse(json.stdout);
  assert.equal(gate, 0.02);
  assert.deepEqual(studied.map(({ suite }: { suite: string }) => suite), [
    "start",
  ]);
  const alone = await workspace.run(["bench", "naps", "--json"]);
  await workspace.write("alone.json", alone.stdout);
  const none = await workspace.run([...power, "alone.json"]);
  assert.equal(none.code, 1);
  assert.match(none.stderr, /^Error: Cannot find any recorded pairs$/m);
});
