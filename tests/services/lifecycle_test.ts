/**
 * A service's life: start, status, restart, stop, with real processes.
 *
 * @module
 */
import assert from "node:assert/strict";
import { service, servicesOf } from "../support/services/service_fixtures.ts";
import { freePort, processesWith, tempWorkspace } from "../support/harness.ts";

Deno.test("start, status and stop tell one story", async () => {
  const port = freePort();
  await using workspace = await tempWorkspace({
    services: {
      web: service("serve.py", port),
      worker: { command: ["sleep", "3600"] },
    },
  });
  const started = await workspace.run(["start", "--json"]);
  assert.equal(started.code, 0, started.stderr);
  const [web, worker] = servicesOf(started);
  assert.deepEqual(Object.keys(web ?? {}), [
    "name",
    "state",
    "pid",
    "port",
    "url",
    "log",
    "readyMs",
    "since",
  ]);
  assert.equal(web?.state, "running");
  assert.equal(web?.port, port);
  assert.equal(web?.url, `http://127.0.0.1:${port}/`);
  assert.equal(web?.log, workspace.path(".hearth/logs/web.log"));
  assert.ok((web?.readyMs ?? 0) > 0);
  assert.equal(worker?.state, "running");
  assert.equal(worker?.port, null);
  assert.match(await Deno.readTextFile(web?.log ?? ""), /serving on/);

  const status = await workspace.run(["status", "--json"]);
  assert.deepEqual(servicesOf(status), servicesOf(started));

  const again = await workspace.run(["start", "--json"]);
  assert.deepEqual(servicesOf(again), servicesOf(started));

  const stopped = await workspace.run(["stop"]);
  assert.equal(stopped.code, 0, stopped.stderr);
  assert.deepEqual(await processesWith("HEARTH_WORKSPACE", workspace.root), []);
  const after = servicesOf(await workspace.run(["status", "--json"]));
  assert.deepEqual(after.map(({ state, pid }) => [state, pid]), [
    ["stopped", null],
    ["stopped", null],
  ]);
  const nothing = await workspace.run(["stop"]);
  assert.equal(nothing.code, 0);
  assert.match(nothing.stderr, /Nothing was running/);
});

Deno.test("start and stop of one service leave the other alone", async () => {
  await using workspace = await tempWorkspace({
    services: {
      one: service("serve.py", freePort()),
      two: service("serve.py", freePort()),
    },
  });
  await workspace.run(["start", "one"]);
  const [one, two] = servicesOf(await workspace.run(["status", "--json"]));
  assert.equal(one?.state, "running");
  assert.equal(two?.state, "stopped");
  await workspace.run(["start"]);
  await workspace.run(["stop", "two"]);
  const after = servicesOf(await workspace.run(["status", "--json"]));
  assert.equal(after[0]?.pid, one?.pid);
  assert.equal(after[1]?.state, "stopped");
});

Deno.test("restart gives a new process on the port that the old one had", async () => {
  const preferred = freePort();
  using _squatter = Deno.listen({ hostname: "127.0.0.1", port: preferred });
  await using workspace = await tempWorkspace({
    services: { web: service("serve.py", preferred) },
  });
  const [before] = servicesOf(await workspace.run(["start", "--json"]));
  assert.notEqual(before?.port, preferred);
  const restarted = await workspace.run(["restart", "--json"]);
  const [after] = servicesOf(restarted);
  assert.equal(restarted.code, 0, restarted.stderr);
  assert.equal(after?.port, before?.port);
  assert.notEqual(after?.pid, before?.pid);
});

Deno.test("a service gets .env, the workspace's own variables and nothing of npx", async () => {
  await using workspace = await tempWorkspace({
    services: {
      show: {
        command: [
          "sh",
          "-c",
          'echo "$FROM_FILE|$FROM_SERVICE|$npm_config_x|$VIRTUAL_ENV|$(command -v python)"; exec sleep 3600',
        ],
        env: { FROM_SERVICE: "service" },
      },
    },
    files: { ".env": "FROM_FILE='a # $b'\n" },
  });
  await workspace.run(["start"], { env: { npm_config_x: "npx was here" } });
  const venv = await Deno.realPath(workspace.path(".venv"));
  const shown = await workspace.run(["logs", "show"]);
  assert.equal(
    shown.stdout,
    `a # $b|service||${venv}|${venv}/bin/python\n`,
  );
});

Deno.test("every task works from a subdirectory, through deno task", async () => {
  const port = freePort();
  await using workspace = await tempWorkspace({
    services: { web: service("serve.py", port) },
  });
  const task = (name: string): Promise<{ code: number; stderr: string }> =>
    workspace.exec([Deno.execPath(), "task", name], {
      cwd: workspace.path("tests/support/fixtures"),
    });
  for (const name of ["start", "status", "stop"]) {
    const { code, stderr } = await task(name);
    assert.equal(code, 0, stderr);
  }
});

Deno.test("usage errors exit with 2 and name what is allowed", async () => {
  await using workspace = await tempWorkspace({
    services: { web: service("serve.py", freePort()) },
  });
  const cases: [string[], RegExp][] = [
    [["strat"], /did you mean.*start/],
    [
      ["start", "wbe"],
      /Cannot find service "wbe"\nServices of this workspace: web/,
    ],
    [["status", "wbe"], /Services of this workspace: web\.\n/],
    [["start", "--mode", "loud"], /background|tmux|foreground/],
    [["start", "--port", "web"], /NAME=N/],
    [["start", "--port", "wbe=1"], /Cannot find service "wbe"/],
    [["stop", "wbe"], /Cannot find service "wbe"/],
    [
      ["start", "--json", "--mode", "foreground"],
      /Cannot use --json with --mode foreground/,
    ],
    [
      ["restart", "--json", "--mode", "foreground"],
      /Cannot use --json with --mode foreground/,
    ],
    [
      ["logs", "--lines", "1.5"],
      /Expected a whole number from 0 to \d+, not "1.5"/,
    ],
    [
      ["ollama", "--wait", "-1"],
      /Expected a number from 0.1 to 3600, not "-1"/,
    ],
    [["ollama", "--wait", "1e30"], /to 3600, not "1e30"/],
    [["ollama", "--wait", "Infinity"], /to 3600, not "Infinity"/],
    [["ollama", "--wait", ""], /to 3600, not ""/],
    [["bench", "--rounds", "0"], /from 1 to \d+, not "0"/],
    [["flakes", "--jobs", "-1"], /from 1 to \d+, not "-1"/],
    [["logs", "--lines=-3"], /Expected a whole number .*, not "-3"/],
  ];
  for (const [args, message] of cases) {
    const { code, stderr, stdout } = await workspace.run(args);
    assert.equal(code, 2, `${args}: ${stderr}`);
    assert.match(stderr, message);
    assert.equal(stdout, "");
  }
});
