/**
 * `bench` in a workspace that is not Hearth's.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { Report } from "../../lib/bench/report/report.ts";
import type { ServiceInput } from "../../lib/workspace/workspace.ts";
import {
  committedFiles,
  committedWorkspace,
} from "../support/workspaces/committed_workspace.ts";
import {
  requires,
  type TempWorkspace,
  tempWorkspace,
} from "../support/harness.ts";

const serve = (...before: string[]): Record<string, ServiceInput> => ({
  web: { command: [...before, "python", "serve.py", "{port}"], port: 8000 },
});

/** Directories of benchmarks that are still there. */
async function left({ env }: TempWorkspace): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(env.TMPDIR ?? ""));
  return entries.map(({ name }) => name)
    .filter((name) => name.startsWith("hearth-bench-"));
}

Deno.test({
  ...requires(
    ["git"],
    "bench measures entry, setup, start and stop of any workspace",
  ),
  async fn() {
    await using kit = await tempWorkspace();
    // Nothing of the tests is needed.
    const foreign = await committedWorkspace(kit, serve());
    await Deno.remove(kit.path("tests"), { recursive: true });
    await Deno.remove(kit.path("bench"), { recursive: true });
    await foreign.write({ "notes.txt": "not committed" });
    const { code, stdout, stderr } = await foreign.run(
      ...["bench", "--rounds", "1", "--json"],
    );
    assert.equal(code, 0, stderr);
    const { figures, commit }: Report = JSON.parse(stdout);
    const found = figures.map(({ suite, title, floor, variants }) => [
      `${suite}: ${title}`,
      floor,
      variants.map(({ name, times }) => `${name} ${times.length}`).join(),
    ]);
    const shells = found.filter(([name]) => /opened by/.test(String(name)));
    assert.ok(shells.length > 0);
    assert.deepEqual(found.filter((figure) => !shells.includes(figure)), [
      ["entry: enter and run true", "bash alone", "bash alone 1,hearth 1"],
      [
        "setup: setup with nothing to do",
        "empty program",
        "empty program 1,hearth 1",
      ],
      [
        "setup: setup without .venv, packages in uv's cache",
        "hearth",
        "hearth 1",
      ],
      ["start: start → all answer", "bare", "bare 1,hearth 1"],
      ["stop: stop → all gone", "bare", "bare 1,hearth 1"],
    ]);
    assert.equal(commit, await foreign.git("rev-parse", "--short", "HEAD"));
    assert.equal(await foreign.git("status", "--porcelain"), "?? notes.txt");
    assert.deepEqual(await left(kit), []);
    const unknown = await foreign.run("bench", "cli");
    assert.equal(unknown.code, 2);
    assert.match(unknown.stderr, /^Available: entry, setup, start, stop$/m);
  },
});

Deno.test({
  ...requires(
    ["git"],
    "bench --against names the commit of any workspace that starts later",
  ),
  async fn() {
    await using kit = await tempWorkspace();
    const foreign = await committedWorkspace(kit, serve());
    const late = serve("sh", "-c", 'sleep 2; exec "$0" "$@"');
    await foreign.write(committedFiles(late));
    const bench = ["bench", "start", "--rounds", "8", "--against", "HEAD"];
    const { code, stdout, stderr } = await foreign.run(...bench);
    assert.equal(code, 1, stdout + stderr);
    assert.match(stdout, /^start: start → all answer \(\d+ rounds/);
    assert.match(stdout, /^ {2}this tree .* slower$/m);
    assert.equal((await foreign.git("worktree", "list")).split("\n").length, 1);
    assert.equal(
      await foreign.git("branch", "--list"),
      "* " +
        await foreign.git("branch", "--show-current"),
    );
    assert.deepEqual(await left(kit), []);
  },
});

Deno.test({
  ...requires(
    ["git"],
    "bench --against refuses a commit before the workspace",
  ),
  async fn() {
    await using kit = await tempWorkspace();
    const foreign = await committedWorkspace(kit, serve());
    await foreign.git("rm", "--quiet", "workspace.ts");
    await foreign.git("commit", "--quiet", "--message", "none");
    await foreign.write(committedFiles(serve()));
    const { code, stderr } = await foreign.run("bench", "--against", "HEAD");
    assert.equal(code, 2, stderr);
    assert.match(
      stderr,
      /^Error: Cannot compare with "HEAD": that commit has no workspace\.ts$/m,
    );
  },
});
