/**
 * Files that Hearth reads and that are none, or that are another user's, or too
 * many.
 *
 * @module
 */
import assert from "node:assert/strict";
import {
  type ChildResult,
  requires,
  requiresRoot,
  type TempWorkspace,
  tempWorkspace,
  waitFor,
} from "../support/harness.ts";

/** Runs a task that must end: what hangs would hang the tests. */
async function run(
  workspace: TempWorkspace,
  args: readonly string[],
): Promise<ChildResult> {
  let ended: ChildResult | undefined;
  void workspace.run(args).then((result) => ended = result);
  return await waitFor(() => ended, `the end of: ${args.join(" ")}`);
}

Deno.test("a pipe in place of a file is refused instead of waited for", async () => {
  await using workspace = await tempWorkspace();
  const commands = {
    ".env": [["start", "--no-open"], ["secret", "list"], ["secret", "check"]],
    "requirements.txt": [["setup"]],
    "workspace.ts": [["status"], ["start"]],
  };
  for (const [file, lines] of Object.entries(commands)) {
    const path = workspace.path(file);
    await Deno.rename(path, `${path}.kept`).catch(() => undefined);
    const made = await workspace.exec(["mkfifo", path]);
    assert.equal(made.code, 0, made.stderr);
    for (const args of lines) {
      const { code, stderr } = await run(workspace, args);
      assert.equal(code, 1, `${args.join(" ")} in place of ${file}: ${stderr}`);
      assert.match(stderr, /^Error: Cannot .*: it is not a regular file$/m);
      assert.match(stderr, /^Put a regular file in its place/m);
    }
    await Deno.remove(path);
    await Deno.rename(`${path}.kept`, path).catch(() => undefined);
  }
});

Deno.test({
  ...requires(["uv"], "doctor finds an .env that is no file, and goes on"),
  async fn() {
    await using workspace = await tempWorkspace();
    await workspace.exec(["mkfifo", workspace.path(".env")]);
    const { code, stdout, stderr } = await run(workspace, ["doctor"]);
    assert.equal(code, 1, stderr);
    assert.match(
      stdout,
      /^bad {3}\.env +Cannot read .*not a regular file\n +Put/m,
    );
    assert.match(stdout, /^ok {4}disk /m);
    assert.match(stdout, /^bad {3}\.venv /m);
  },
});

/** Makes root a user who may read and write what the modes allow. */
const BY_MODE = [
  "setpriv",
  "--bounding-set=-dac_override,-dac_read_search",
  "--inh-caps=-dac_override,-dac_read_search",
];

Deno.test({
  ...requiresRoot(
    ["unshare", "uv"],
    "a second user is told what cannot be read, and not how to take it",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    await workspace.write(".hearth/run/web.json", "{}");
    await workspace.write(".env", "KEY=1\n");
    const own = await workspace.exec([
      ...["sh", "-c", "chmod 700 .hearth; chmod 600 .env"],
    ]);
    assert.equal(own.code, 0);
    const other = await workspace.exec([
      "chown",
      "-R",
      "65534",
      ".hearth",
      ".env",
    ]);
    assert.equal(other.code, 0);
    const command = [
      ...[...BY_MODE, Deno.execPath(), "run", "-A"],
      workspace.path("main.ts"),
    ];
    for (const args of [["status"], ["logs"], ["secret", "list"]]) {
      const { code, stderr } = await workspace.exec([...command, ...args]);
      assert.equal(code, 1, stderr);
      assert.match(stderr, /^Error: Cannot read ".*": permission denied$/m);
      assert.match(
        stderr,
        /^Run the command as the owner, or make your own clone/m,
      );
      assert.doesNotMatch(stderr, /Cannot write|chown/);
    }
    const { stdout, stderr } = await workspace.exec([...command, "doctor"]);
    assert.match(stdout, /^bad {3}services +Cannot read .*permission denied/m);
    assert.match(stdout, /^bad {3}\.env +Cannot read .*permission denied/m);
    assert.match(stdout, /^ok {4}disk /m);
    assert.doesNotMatch(stdout + stderr, /Cannot write|chown/);
    const back = await workspace.exec(["chown", "-R", "0", ".hearth", ".env"]);
    assert.equal(back.code, 0);
  },
});

Deno.test({
  ...requires(["uv"], "doctor names the limit on open files, and goes on"),
  async fn() {
    await using workspace = await tempWorkspace();
    // Deno itself needs about twenty; beyond forty there is enough for all.
    for (const limit of [24, 28, 32]) {
      const { stdout, stderr } = await workspace.exec([
        ...["sh", "-c", `ulimit -n ${limit}; exec "$@"`, "sh"],
        ...[Deno.execPath(), "run", "-A", workspace.path("main.ts"), "doctor"],
      ]);
      assert.doesNotMatch(stdout + stderr, /bug in Hearth/, `with ${limit}`);
      if (!stdout.includes("too many files")) continue;
      assert.match(stdout, /^ +Raise the limit with "ulimit -n 1024"/m);
      assert.match(stdout, /^ok {4}platform /m);
    }
  },
});
