import assert from "node:assert/strict";
import {
  freePort,
  openTerminal,
  requires,
  tempWorkspace,
} from "../support/harness.ts";
import { service, servicesOf } from "../support/services/service_fixtures.ts";

/** HEARTH_ASLEEP says how many seconds everything is suspended. */
const ASLEEP_MS = Number(Deno.env.get("HEARTH_ASLEEP") ?? 1.5) * 1000;

Deno.test("status --why, status --watch and logs show what a service does", async (t) => {
  await using workspace = await tempWorkspace({
    services: { web: service("serve.py", freePort()) },
  });
  const started = await workspace.run(["start", "--json"]);
  assert.equal(started.code, 0, started.stderr);
  const [web] = servicesOf(started);

  await t.step("--why names the containment and lists processes", async () => {
    const { code, stderr } = await workspace.run(["status", "--why"]);
    assert.equal(code, 0);
    assert.match(stderr, /known by .*; signals go (through|by) /);
    assert.match(
      stderr,
      new RegExp(
        `pid ${web?.pid} +\\d.* MB +cpu \\d.* s +\\S*python.*serve\\.py`,
      ),
    );
    const json = await workspace.run(["status", "--why", "--json"]);
    const [report] = JSON.parse(json.stdout).services;
    const [leader] = report.processes;
    assert.equal(leader.pid, web?.pid);
    assert.equal(report.memory, leader.memory);
    assert.ok(report.memory > 1_000_000 && report.cpuMs > 0);
    assert.match(report.lastLine, /"GET \/ HTTP/);
    if (Deno.build.os === "linux") {
      assert.equal(report.containment.mark, "kernel");
    }
  });

  await t.step("logs --grep and --since choose lines", async () => {
    const found = await workspace.run(["logs", "--grep", "^serving|nothing"]);
    assert.match(found.stdout, /^serving on .*\n$/);
    const recent = await workspace.run(["logs", "--since", "1h"]);
    assert.match(recent.stdout, /"GET \/ HTTP/);
    const none = await workspace.run(["logs", "--grep", "nothing at all"]);
    assert.deepEqual([none.code, none.stdout], [0, ""]);
    assert.match(none.stderr, /No line matches/);
    for (const wrong of [["--since", "soon"], ["--grep", "("]]) {
      const { code, stderr } = await workspace.run(["logs", ...wrong]);
      assert.equal(code, 2, stderr);
    }
  });

  await t.step(
    "--watch prints a line for each change, and ends with 130",
    async () => {
      await using watching = workspace.spawn(["status", "--watch"]);
      await watching.waitForText(/Z {2}web {2}running {2}.* MB /);
      // As a machine that sleeps: nothing of the service or the watching runs.
      const asleep = [web?.pid ?? 0, watching.pid];
      for (const pid of asleep) Deno.kill(pid, "SIGSTOP");
      await new Promise((wake) => setTimeout(wake, ASLEEP_MS));
      for (const pid of asleep) Deno.kill(pid, "SIGCONT");
      const awake = servicesOf(await workspace.run(["status", "--json"]));
      assert.deepEqual(awake, [web]);
      const stopped = await workspace.run(["stop"]);
      assert.equal(stopped.code, 0, stopped.stderr);
      await watching.waitForText(/Z {2}web {2}stopped\n/);
      watching.signal("SIGINT");
      assert.equal((await watching.result).code, 130);
    },
  );
});

Deno.test({
  ...requires(["tmux"], "status --watch redraws one table in a terminal"),
  async fn() {
    await using workspace = await tempWorkspace({
      services: { web: service("serve.py", freePort()) },
    });
    await workspace.run(["start"]);
    const main = workspace.path("main.ts");
    await using terminal = await openTerminal({
      command: [Deno.execPath(), "run", "-A", main, "status", "--watch"],
      cwd: workspace.root,
      env: workspace.env,
      columns: 60,
    });
    // Only the second look knows how much of a processor is used.
    await terminal.waitForText(/SERVICE .*\nweb +running .* MB +\d\S* % /);
    const screen = await terminal.screen();
    assert.equal(screen.match(/SERVICE/g)?.length, 1, screen);
    assert.ok(screen.split("\n").every((line) => line.length < 60), screen);
    await terminal.sendKeys("C-c");
    assert.equal(await terminal.waitForExit(), 130);
  },
});
