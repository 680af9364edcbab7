/**
 * Tasks that can do with less run with less.
 *
 * @module
 */
import assert from "node:assert/strict";
import { freePort, tempWorkspace } from "../support/harness.ts";
import { secretWorkspace } from "../support/workspaces/secret_workspace.ts";
import { service } from "../support/services/service_fixtures.ts";

Deno.test("deno task logs works with permission to read the workspace only", async () => {
  await using workspace = await tempWorkspace({
    services: { web: service("serve.py", freePort()) },
  });
  await workspace.run(["start"]);
  const task = (...args: string[]): ReturnType<typeof workspace.exec> =>
    workspace.exec([Deno.execPath(), "task", "-q", "logs", ...args]);
  const { code, stdout, stderr } = await task("web");
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^serving on \d+\n/);
  assert.equal(stderr, "");
  const help = await task("--help");
  assert.equal(help.code, 0, help.stderr);

  const config = JSON.parse(await Deno.readTextFile("deno.json"));
  const { read, write = false, run = false, net = false } =
    config.permissions.logs;
  assert.deepEqual([read, write, run, net], [["."], false, false, false]);
  assert.match(config.tasks.logs.command, / -P=logs /);
});

Deno.test("deno task secret needs no permission that its work does not", async () => {
  await using workspace = await secretWorkspace({ git: true });
  const task = (
    args: readonly string[],
    stdin = "",
  ): ReturnType<typeof workspace.exec> =>
    workspace.exec([Deno.execPath(), "task", "-q", "secret", ...args], {
      stdin,
    });
  const set = await task(["set", "KEY"], workspace.secret);
  assert.deepEqual([set.code, set.stderr], [0, "Saved in .env: KEY\n"]);
  const check = await task(["check"]);
  assert.equal(check.code, 0, check.stdout + check.stderr);
  assert.match((await task(["list"])).stdout, /^KEY +set/);
  const run = await task(["run", "--", "sh", "-c", "echo ${#KEY}"]);
  assert.equal(run.stdout, `${workspace.secret.length}\n`);

  const config = JSON.parse(await Deno.readTextFile("deno.json"));
  const { all = false, sys } = config.permissions.secret;
  assert.deepEqual([all, sys], [false, ["uid"]]);
  assert.match(config.tasks.secret.command, / -P=secret /);
});
