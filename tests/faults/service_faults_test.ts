/**
 * Services that misbehave: start and stop end in time, with the truth.
 *
 * @module
 */
import assert from "node:assert/strict";
import { freePort, processesWith, tempWorkspace } from "../support/harness.ts";
import { service, servicesOf } from "../support/services/service_fixtures.ts";
import { denoSystem } from "../../lib/system/deno.ts";

const { net } = denoSystem();

Deno.test("start shows the last lines of a service that ends at once", async () => {
  await using workspace = await tempWorkspace({
    services: { web: service("quits.py", freePort()) },
  });
  const { code, stderr, stdout } = await workspace.run(["start", "--json"]);
  assert.equal(code, 1);
  assert.match(stderr, /line 40\n\s+cannot go on\n/);
  assert.doesNotMatch(stderr, /line 2\n/);
  assert.match(stderr, /Cannot start web: it exited before it answered/);
  assert.equal(JSON.parse(stdout).services[0].state, "failed");
  const status = await workspace.run(["status", "--json"]);
  assert.equal(status.code, 1);
  assert.equal(servicesOf(status)[0]?.state, "failed");
  assert.equal((await workspace.run(["stop"])).code, 0);
});

Deno.test("start does not call running what ended while it waited for another", async () => {
  const brief = `import json, os, runpy, threading, time
open("brief.pid", "w").write(str(os.getpid()))
claim = ".hearth/run/brief.json"
def leave():
    while not os.path.exists(claim) or json.load(open(claim))["readyMs"] is None:
        time.sleep(0.02)
    os._exit(0)
threading.Thread(target=leave).start()
runpy.run_path("tests/support/fixtures/serve.py", run_name="__main__")
`;
  const gone = '[ -f brief.pid ] && ! kill -0 "$(cat brief.pid)" 2>/dev/null';
  const late = `until ${gone}; do sleep 0.05; done; exec python`;
  await using workspace = await tempWorkspace({
    services: {
      brief: {
        ...service("serve.py", freePort()),
        command: ["python", "brief.py", "{port}"],
      },
      late: {
        ...service("serve.py", freePort()),
        command: ["sh", "-c", `${late} tests/support/fixtures/serve.py {port}`],
      },
    },
    files: { "brief.py": brief },
  });
  const started = await workspace.run(["start", "--json"]);
  assert.equal(started.code, 1);
  assert.match(
    started.stderr,
    /Cannot start brief: it answered, then exited/,
  );
  const states = servicesOf(started).map(({ state }) => state);
  assert.deepEqual(states, ["failed", "running"]);
});

Deno.test("start fails for a program that does not exist, and starts the others", async () => {
  await using workspace = await tempWorkspace({
    services: {
      none: { command: ["no-such-program"], port: freePort() },
      web: service("serve.py", freePort()),
    },
  });
  const started = await workspace.run(["start", "--json"]);
  assert.equal(started.code, 1);
  assert.match(
    started.stderr,
    /Cannot start none: cannot find program "no-such-program" in .venv\/bin or on PATH/,
  );
  assert.deepEqual(servicesOf(started).map(({ state }) => state), [
    "failed",
    "running",
  ]);
});

for (
  const [fixture, args, why] of [
    ["deaf.py", [], "does not answer"],
    ["serve.py", ["500"], "answers with status 500"],
  ] as const
) {
  Deno.test(`start gives up on a service that ${why}, and ends it`, async () => {
    await using workspace = await tempWorkspace({
      services: {
        web: service(fixture, freePort(), { args, ready: { timeout: 1.5 } }),
      },
    });
    const started = await workspace.run(["start", "--json"]);
    assert.equal(started.code, 1);
    assert.match(started.stderr, new RegExp(`Cannot start web: it ${why}`));
    assert.equal(servicesOf(started)[0]?.state, "failed");
    assert.deepEqual(await processesWith("HOME", workspace.home), []);
    const status = await workspace.run(["status", "--why"]);
    assert.match(status.stderr, new RegExp(`gave up on it: it ${why}`));
    const stopped = await workspace.run(["stop"]);
    assert.equal(stopped.code, 0, stopped.stderr);
  });
}

Deno.test("stop ends by force what ignores SIGTERM, children without environment too", async () => {
  await using workspace = await tempWorkspace({
    services: {
      web: service("stubborn.py", freePort(), { stopTimeout: 0.5 }),
    },
  });
  await workspace.run(["start"]);
  assert.equal((await processesWith("HOME", workspace.home)).length, 3);
  const stopped = await workspace.run(["stop", "--json"]);
  assert.equal(stopped.code, 0, stopped.stderr);
  assert.equal(JSON.parse(stopped.stdout).services[0].outcome, "killed");
  assert.deepEqual(await processesWith("HOME", workspace.home), []);
});

Deno.test("stop ends a suspended service without force", async () => {
  await using workspace = await tempWorkspace({
    services: {
      web: service("serve.py", freePort(), { stopTimeout: 60 }),
    },
  });
  const [web] = servicesOf(await workspace.run(["start", "--json"]));
  Deno.kill(web?.pid ?? 0, "SIGSTOP");
  const stopped = await workspace.run(["stop", "--json"]);
  assert.equal(stopped.code, 0, stopped.stderr);
  assert.equal(JSON.parse(stopped.stdout).services[0].outcome, "stopped");
});

Deno.test("a server that sends itself into the background is followed and stopped", async () => {
  await using workspace = await tempWorkspace({
    services: { web: service("daemon.py", freePort()) },
  });
  const started = await workspace.run(["start", "--json"]);
  assert.equal(started.code, 0, started.stderr);
  const [web] = servicesOf(started);
  const [daemon] = await processesWith("HOME", workspace.home);
  assert.equal(web?.pid, daemon?.pid);
  assert.deepEqual(
    servicesOf(await workspace.run(["status", "--json"])),
    [web],
  );
  assert.equal((await workspace.run(["stop"])).code, 0);
  assert.deepEqual(await processesWith("HOME", workspace.home), []);
});

Deno.test("a server that drops its environment too is followed by its log and stopped", async () => {
  const port = freePort();
  await using workspace = await tempWorkspace({
    services: { web: service("escape.py", port) },
  });
  const started = await workspace.run(["start", "--json"]);
  const [web] = servicesOf(started);
  try {
    assert.equal(started.code, 0, started.stderr);
    assert.equal(web?.state, "running");
    assert.deepEqual(
      servicesOf(await workspace.run(["status", "--json"])),
      [web],
    );
    const stopped = await workspace.run(["stop", "--json"]);
    assert.equal(stopped.code, 0, stopped.stderr);
    assert.equal(JSON.parse(stopped.stdout).services[0].outcome, "stopped");
    assert.ok(net.isFree(port));
  } finally {
    const owner = await net.owner(port);
    if (owner) Deno.kill(owner.pid, "SIGKILL");
  }
});

Deno.test({
  name: "a server that drops its output too is known by the kernel's mark",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const port = freePort();
    await using workspace = await tempWorkspace({
      services: { web: service("escape.py", port, { args: ["hidden"] }) },
    });
    const started = await workspace.run(["start", "--json"]);
    const owner = await net.owner(port);
    try {
      assert.equal(started.code, 0, started.stderr);
      const stopped = await workspace.run(["stop", "--json"]);
      assert.equal(stopped.code, 0, stopped.stderr);
      assert.ok(net.isFree(port));
    } finally {
      if (owner && !net.isFree(port)) Deno.kill(owner.pid, "SIGKILL");
    }
  },
});

Deno.test("stop names what keeps the port and cannot be proven to be the service's", async () => {
  const port = freePort();
  await using workspace = await tempWorkspace({
    services: { web: service("escape.py", port, { args: ["unmarked"] }) },
  });
  const started = await workspace.run(["start"]);
  const owner = await net.owner(port);
  try {
    assert.equal(started.code, 0, started.stderr);
    const stopped = await workspace.run(["stop", "--json"]);
    assert.equal(stopped.code, 1);
    assert.match(
      stopped.stderr,
      new RegExp(
        `Port ${port} of web is still held by process ${owner?.pid} \\(.*serve\\.py ${port}\\)\n.*kill ${owner?.pid}`,
      ),
    );
    const [web] = JSON.parse(stopped.stdout).services;
    assert.equal(web.outcome, "stopped");
    assert.deepEqual(web.held, { ...owner, port });
    assert.deepEqual(await net.owner(port), owner);
  } finally {
    if (owner) Deno.kill(owner.pid, "SIGKILL");
  }
});

Deno.test("Ctrl-C while start waits ends what it launched, with 130", async () => {
  await using workspace = await tempWorkspace({
    services: { web: service("deaf.py", freePort()) },
  });
  await using start = workspace.spawn(["start"]);
  await start.waitForText(/Starting web/);
  start.signal("SIGINT");
  assert.equal((await start.result).code, 130);
  assert.deepEqual(await processesWith("HOME", workspace.home), []);
});

Deno.test("stop works although workspace.ts is broken meanwhile", async () => {
  await using workspace = await tempWorkspace({
    services: { web: service("serve.py", freePort()) },
  });
  await workspace.run(["start"]);
  await workspace.write("workspace.ts", "export default {");
  const broken = await workspace.run(["status"]);
  assert.equal(broken.code, 1);
  assert.match(broken.stderr, /Cannot load workspace\.ts/);
  assert.doesNotMatch(broken.stderr, /at async|\.ts:\d+:\d+\)/);
  assert.equal((await workspace.run(["stop"])).code, 0);
  assert.deepEqual(await processesWith("HOME", workspace.home), []);
});
