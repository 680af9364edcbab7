/**
 * Claims that lie: nothing is ever ended on a claim's word alone.
 *
 * @module
 */
import assert from "node:assert/strict";
import {
  freePort,
  processesWith,
  type TempWorkspace,
  tempWorkspace,
  waitFor,
} from "../support/harness.ts";
import { service, servicesOf } from "../support/services/service_fixtures.ts";

/** A tiny workspace whose service runs. */
async function running(): Promise<TempWorkspace> {
  const workspace = await tempWorkspace({
    services: { web: service("serve.py", freePort()) },
  });
  const { code, stderr } = await workspace.run(["start"]);
  assert.equal(code, 0, stderr);
  return workspace;
}

/** Changes the claim of the service. */
async function forge(
  workspace: TempWorkspace,
  change: Record<string, unknown>,
): Promise<void> {
  const path = workspace.path(".hearth/run/web.json");
  const claim = JSON.parse(await Deno.readTextFile(path));
  await Deno.writeTextFile(path, JSON.stringify({ ...claim, ...change }));
}

/** A process of somebody else, and whether it still lives. */
function stranger(): Disposable & { pid: number; alive(): boolean } {
  const child = new Deno.Command("sleep", { args: ["3600"], stdin: "null" })
    .spawn();
  let alive = true;
  void child.status.then(() => alive = false);
  return {
    pid: child.pid,
    alive: () => alive,
    [Symbol.dispose]() {
      if (alive) child.kill();
    },
  };
}

Deno.test("a pid that was given to another program is left alone", async () => {
  await using workspace = await running();
  await workspace.run(["stop"]);
  await workspace.run(["start"]);
  const claim = workspace.path(".hearth/run/web.json");
  const text = await Deno.readTextFile(claim);
  await workspace.run(["stop"]);
  using other = stranger();
  await Deno.writeTextFile(claim, text);
  await forge(workspace, { pid: other.pid });
  const [web] = servicesOf(await workspace.run(["status", "--json"]));
  assert.equal(web?.state, "stale");
  assert.equal((await workspace.run(["stop"])).code, 0);
  assert.ok(other.alive());
});

Deno.test("a claim of an earlier boot is stale, whichever process has its pid now", async () => {
  await using workspace = await running();
  const claim = workspace.path(".hearth/run/web.json");
  const text = await Deno.readTextFile(claim);
  await workspace.run(["stop"]);
  using other = stranger();
  const stat = await Deno.readTextFile(`/proc/${other.pid}/stat`);
  await Deno.writeTextFile(claim, text);
  await forge(workspace, {
    pid: other.pid,
    startTime: stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19],
    bootId: "an earlier boot",
  });
  const status = await workspace.run(["status", "--why", "--json"]);
  assert.equal(servicesOf(status)[0]?.state, "stale");
  assert.match(servicesOf(status)[0]?.why ?? "", /machine has restarted/);
  await workspace.run(["stop"]);
  assert.ok(other.alive());
  const started = await workspace.run(["start", "--json"]);
  assert.equal(servicesOf(started)[0]?.state, "running");
});

for (
  const [what, text] of [
    ["truncated", '{"service":"web","run":'],
    ["foreign", '{"pid": 1, "name": "something else"}'],
    ["empty", ""],
  ] as const
) {
  Deno.test(`a ${what} claim hides no running service and hurts no one`, async () => {
    await using workspace = await running();
    const [before] = servicesOf(await workspace.run(["status", "--json"]));
    await workspace.write(".hearth/run/web.json", text);
    const [after] = servicesOf(await workspace.run(["status", "--json"]));
    assert.equal(after?.state, "running");
    assert.equal(after?.pid, before?.pid);
    assert.equal((await workspace.run(["stop"])).code, 0);
    await workspace.write(".hearth/run/web.json", text);
    const [stale] = servicesOf(await workspace.run(["status", "--json"]));
    assert.equal(stale?.state, "stale");
    assert.equal((await workspace.run(["stop"])).code, 0);
    const [gone] = servicesOf(await workspace.run(["status", "--json"]));
    assert.equal(gone?.state, "stopped");
  });
}

Deno.test("services are found again after .hearth was deleted", async () => {
  await using workspace = await running();
  const [before] = servicesOf(await workspace.run(["status", "--json"]));
  await Deno.remove(workspace.path(".hearth"), { recursive: true });
  const [found] = servicesOf(await workspace.run(["status", "--json"]));
  assert.equal(found?.state, "running");
  assert.equal(found?.pid, before?.pid);
  assert.equal(found?.port, before?.port);
  const again = servicesOf(await workspace.run(["start", "--json"]));
  assert.equal(again[0]?.pid, before?.pid);
  await Deno.remove(workspace.path(".hearth"), { recursive: true });
  assert.equal((await workspace.run(["stop"])).code, 0);
  const [gone] = servicesOf(await workspace.run(["status", "--json"]));
  assert.equal(gone?.state, "stopped");
});

Deno.test("another workspace and the user's own server are untouched by stop", async () => {
  await using one = await running();
  await using two = await running();
  const port = freePort();
  const own = new Deno.Command(one.path(".venv/bin/python"), {
    args: [one.path("tests/support/fixtures/serve.py"), `${port}`],
    cwd: one.root,
    stdout: "null",
    stderr: "null",
  }).spawn();
  let ended = false;
  void own.status.then(() => ended = true);
  const [before] = servicesOf(await two.run(["status", "--json"]));
  assert.equal((await one.run(["stop"])).code, 0);
  const [after] = servicesOf(await two.run(["status", "--json"]));
  assert.deepEqual(after, before);
  assert.equal(ended, false);
  own.kill();
  await own.status;
});

/** Ends at the second SIGTERM and answers until then. */
const SLOW = `import os, runpy, signal
signals = []
def term(*_):
    signals.append(1)
    if len(signals) > 1:
        os._exit(0)
signal.signal(signal.SIGTERM, term)
runpy.run_path("tests/support/fixtures/serve.py", run_name="__main__")
`;

Deno.test("a stop that was killed is finished by start, and nothing is called running meanwhile", async () => {
  await using workspace = await tempWorkspace({
    services: {
      web: {
        ...service("serve.py", freePort(), { stopTimeout: 60 }),
        command: ["python", "slow.py", "{port}"],
      },
    },
    files: { "slow.py": SLOW },
  });
  const [before] = servicesOf(await workspace.run(["start", "--json"]));
  const stop = workspace.spawn(["stop"]);
  const claim = workspace.path(".hearth/run/web.json");
  await waitFor(
    async () => JSON.parse(await Deno.readTextFile(claim)).stopping !== null,
    "the stop to begin",
  );
  const during = await workspace.run(["status", "--json"]);
  stop.signal("SIGKILL");
  await stop.result;
  const after = await workspace.run(["status", "--json", "--why"]);
  for (const [found] of [during, after].map(servicesOf)) {
    assert.equal(found?.state, "stopping");
    assert.equal(found?.pid, before?.pid);
    assert.equal(found?.url, null);
  }
  assert.match(
    servicesOf(after)[0]?.why ?? "",
    /It has been stopping since \d/,
  );

  const started = await workspace.run(["start", "--json"]);
  assert.equal(started.code, 0, started.stderr);
  assert.match(started.stderr, /Stopping web/);
  const [web] = servicesOf(started);
  assert.equal(web?.state, "running");
  assert.equal(web?.port, before?.port);
  assert.notEqual(web?.pid, before?.pid);
  const living = await processesWith("HOME", workspace.home);
  assert.deepEqual(living.map(({ pid }) => pid), [web?.pid]);
  Deno.kill(web?.pid ?? 0, "SIGTERM");
});

Deno.test("a service that ended while its stop was killed is stopped, not failed", async () => {
  await using workspace = await running();
  const [before] = servicesOf(await workspace.run(["status", "--json"]));
  await forge(workspace, { stopping: new Date().toISOString() });
  Deno.kill(before?.pid ?? 0, "SIGKILL");
  await waitFor(
    async () => (await processesWith("HOME", workspace.home)).length === 0,
    "the end of the service",
  );
  const status = await workspace.run(["status", "--json"]);
  assert.equal(status.code, 0);
  assert.equal(servicesOf(status)[0]?.state, "stopped");
  await workspace.run(["clean"]);
  await assert.rejects(
    Deno.stat(workspace.path(".hearth/run/web.json")),
    Deno.errors.NotFound,
  );
});

Deno.test("a server that was killed has failed, and start ends what it left", async () => {
  const port = freePort();
  const serve =
    `sleep 3600 & exec python tests/support/fixtures/serve.py ${port}`;
  await using workspace = await tempWorkspace({
    services: { web: { command: ["sh", "-c", serve], port } },
  });
  const [before] = servicesOf(await workspace.run(["start", "--json"]));
  Deno.kill(before?.pid ?? 0, "SIGKILL");
  await waitFor(
    async () => (await processesWith("HOME", workspace.home)).length === 1,
    "the end of the server",
  );
  const status = await workspace.run(["status", "--json", "--why"]);
  assert.equal(status.code, 1);
  assert.equal(servicesOf(status)[0]?.state, "failed");
  assert.match(
    servicesOf(status)[0]?.why ?? "",
    /exited by itself, but 1 that it/,
  );
  const started = await workspace.run(["start", "--json"]);
  assert.equal(started.code, 0, started.stderr);
  const [after] = servicesOf(started);
  assert.equal(after?.state, "running");
  assert.notEqual(after?.pid, before?.pid);
  assert.equal((await processesWith("HOME", workspace.home)).length, 2);
});
