/**
 * Commands that are given secrets, and that take Hearth's place.
 *
 * @module
 */
import assert from "node:assert/strict";
import {
  type Child,
  openTerminal,
  requires,
  spawnChild,
} from "../support/harness.ts";
import { secretWorkspace } from "../support/workspaces/secret_workspace.ts";

Deno.test("secret run gives values to one command and passes its exit code on", async () => {
  await using workspace = await secretWorkspace();
  const { secret } = workspace;
  await workspace.secretTask(["set", "KEY"], secret);
  const script = 'test "$KEY" = "$(cut -d= -f2 .env)" && echo "$0 $1"; exit 7';
  const { code, stdout, stderr } = await workspace.secretTask(
    ["run", "--", "sh", "-c", script, "--json", "-h"],
  );
  assert.deepEqual([code, stdout], [7, "--json -h\n"], stderr);
  const absent = await workspace.secretTask(["run", "no-such-program"]);
  assert.equal(absent.code, 127);
  assert.match(absent.stderr, /Cannot find the program "no-such-program"/);
  const exported = await workspace.secretTask(
    ["run", "--", "sh", "-c", "echo $KEY"],
    "",
    { KEY: "exported" },
  );
  assert.equal(exported.stdout, "exported\n");
});

/** Signals that a program may have a use for. */
const USEFUL = ["INT", "QUIT", "USR1", "USR2", "ALRM", "HUP"] as const;

/** Says its process id and each signal that comes; SIGTERM ends it. */
const LISTENER = [
  ...USEFUL.map((name) => `trap 'echo got ${name}' ${name}`),
  "trap 'exit 9' TERM; echo up $$; while :; do sleep 0.1; done",
].join("; ");

async function assertHears(child: Child): Promise<void> {
  for (const name of USEFUL) {
    child.signal(`SIG${name}`);
    await child.waitForText(new RegExp(`got ${name}`));
  }
  child.signal("SIGTERM");
  assert.equal((await child.result).code, 9);
}

Deno.test("secret run and shell become the command, which hears every signal", async () => {
  await using workspace = await secretWorkspace();
  for (const task of [["secret", "run"], ["shell"]]) {
    const child = workspace.spawn([...task, "--", "sh", "-c", LISTENER]);
    const [, pid] = await child.waitForText(/up (\d+)/);
    assert.equal(Number(pid), child.pid);
    await assertHears(child);
    assert.doesNotMatch(child.stderr, /Debugger/);
  }
});

Deno.test("secret run hands on every signal where it cannot become the command", async () => {
  await using workspace = await secretWorkspace();
  await using child = spawnChild(
    [
      ...[Deno.execPath(), "run", "-A", "--deny-ffi", "--no-prompt"],
      ...[workspace.path("main.ts"), "secret", "run", "--"],
      ...["sh", "-c", LISTENER],
    ],
    { cwd: workspace.root, env: workspace.env },
  );
  const [, pid] = await child.waitForText(/up (\d+)/);
  assert.notEqual(Number(pid), child.pid);
  await assertHears(child);
});

Deno.test({
  ...requires(["tmux"], "Ctrl-Z and Ctrl-C at secret run are the command's"),
  async fn() {
    await using workspace = await secretWorkspace();
    const main = workspace.path("main.ts");
    await using terminal = await openTerminal({
      command: ["bash", "--norc", "-i"],
      cwd: workspace.root,
      env: { ...workspace.env, PS1: "$? prompt> " },
      columns: 200,
    });
    await terminal.waitForText(/0 prompt>/);
    const script = "trap 'echo got INT; exit 7' INT; trap 'echo back' CONT; " +
      "echo up; while :; do read line; done";
    const command = `'${Deno.execPath()}' run -A '${main}' secret run --`;
    await terminal.type(`clear; ${command} sh -c "${script}"`);
    await terminal.sendKeys("Enter");
    await terminal.waitForText(/^up$/m);
    await terminal.sendKeys("C-z");
    await terminal.waitForText(/Stopped[^]*prompt>/);
    await terminal.type("clear; fg");
    await terminal.sendKeys("Enter");
    // Only now does the terminal belong to the command again.
    await terminal.waitForText(/^back$/m);
    await terminal.sendKeys("C-c");
    await terminal.waitForText(/got INT[^]*7 prompt>/);
  },
});
