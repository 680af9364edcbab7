/**
 * What other process managers got wrong at some time, about the order,
 * restarts and the end of services.
 *
 * @module
 */
import assert from "node:assert/strict";
import { processesWith, tempWorkspace, waitFor } from "../support/harness.ts";
import { eventService, takeEvents } from "../support/services/event_service.ts";
import { servicesOf } from "../support/services/service_fixtures.ts";

const FOREVER = "while :; do sleep 0.05; done";

Deno.test("what waits for a dependency that exits, or is never ready, is not started", async () => {
  await using workspace = await tempWorkspace({
    services: {
      // Its line never comes, whether or not it would be started again.
      exits: {
        command: ["sh", "-c", "echo this will fail; exit 1"],
        ready: { log: "never comes", timeout: 3600 },
        restart: "always",
      },
      middle: eventService("middle", { dependsOn: ["exits"] }),
      last: eventService("last", { dependsOn: ["middle"] }),
    },
  });
  const failed = await workspace.run(["start"]);
  assert.equal(failed.code, 1);
  assert.match(failed.stderr, /Cannot start exits: it exited with code 1\n/);
  assert.match(failed.stderr, /Not started: middle, last\n/);
  assert.equal(await takeEvents(workspace), "");
  assert.deepEqual(await processesWith("HOME", workspace.home), []);
});

Deno.test("stop ends what ignores SIGTERM, and what makes children all the time", async () => {
  await using workspace = await tempWorkspace({
    services: {
      deaf: {
        command: ["sh", "-c", `trap '' TERM; ${FOREVER}`],
        stopTimeout: 0.5,
      },
      fertile: {
        command: ["sh", "-c", "while :; do sleep 3600 & sleep 0.05; done"],
      },
    },
  });
  const started = await workspace.run(["start"]);
  assert.equal(started.code, 0, started.stderr);
  const stopped = await workspace.run(["stop"]);
  assert.equal(stopped.code, 0, stopped.stderr);
  assert.match(stopped.stderr, /Stopping deaf: killed/);
  assert.deepEqual(await processesWith("HOME", workspace.home), []);
});

Deno.test("restart of a service that waits for its dependency leaves one of each", async () => {
  const slow = [
    "echo +a >>events; until [ -e go ]; do sleep 0.05; done",
    `echo a is up; ${FOREVER}`,
  ].join("\n");
  await using workspace = await tempWorkspace({
    services: {
      a: { command: ["sh", "-c", slow], ready: { log: "^a is up$" } },
      b: eventService("b", { dependsOn: ["a"] }),
    },
  });
  assert.equal((await workspace.run(["setup"])).code, 0);
  await using start = workspace.spawn(["start", "--json"]);
  await waitFor(
    async () =>
      (await Deno.readTextFile(workspace.path("events")).catch(() => ""))
        .includes("+a"),
    "a to begin",
  );
  await using again = workspace.spawn(["restart", "b", "--json"]);
  await again.waitForText(/Starting a/);
  await workspace.write("go", "");
  for (const { code, stderr } of [await start.result, await again.result]) {
    assert.equal(code, 0, stderr);
  }
  const status = servicesOf(await workspace.run(["status", "--json"]));
  assert.deepEqual(status.map(({ state }) => state), ["running", "running"]);
  const leaders = (await processesWith("HOME", workspace.home))
    .filter(({ command }) => !/^sleep/.test(command));
  assert.equal(leaders.length, 2, JSON.stringify(leaders));
  assert.equal((await workspace.run(["stop"])).code, 0);
});

Deno.test("a workspace of optional services starts none, and its stop ends", async () => {
  await using workspace = await tempWorkspace({
    services: { api: eventService("api", { optional: true }) },
  });
  for (const command of ["start", "stop", "restart"]) {
    const { code, stderr } = await workspace.run([command]);
    assert.equal(code, 0, stderr);
  }
  assert.equal(await takeEvents(workspace), "");
});

Deno.test("stop while a chain waits for its first service ends the start, and nothing runs", async () => {
  await using workspace = await tempWorkspace({
    services: {
      one: eventService("one", { dependsOn: ["middle"] }),
      two: eventService("two", { dependsOn: ["middle"] }),
      middle: eventService("middle", { dependsOn: ["first"] }),
      first: {
        command: ["sleep", "3600"],
        before: [["sh", "-c", `touch begun; ${FOREVER}`]],
      },
    },
  });
  await using start = workspace.spawn(["start", "--json"]);
  await waitFor(
    () => Deno.stat(workspace.path("begun")).catch(() => false),
    "the command before the first one",
  );
  const stopped = await workspace.run(["stop"]);
  assert.equal(stopped.code, 0, stopped.stderr);
  const started = await start.result;
  assert.equal(started.code, 1);
  assert.match(started.stderr, /Cannot start first: it was stopped/);
  assert.deepEqual(
    servicesOf(started).map(({ state }) => state),
    ["stopped", "stopped", "stopped", "stopped"],
  );
  assert.equal(await takeEvents(workspace), "");
  assert.deepEqual(await processesWith("HOME", workspace.home), []);
});

Deno.test("one failure beside a slow probe keeps back what needs both", async () => {
  await using workspace = await tempWorkspace({
    services: {
      configure: {
        command: ["sleep", "3600"],
        before: [["sh", "-c", "touch failed; exit 2"]],
      },
      db: {
        command: ["sleep", "3600"],
        ready: { command: ["test", "-e", "failed"] },
      },
      prepare: eventService("prepare", { dependsOn: ["db"] }),
      web: eventService("web", { dependsOn: ["configure", "prepare"] }),
    },
  });
  const failed = await workspace.run(["start"]);
  assert.equal(failed.code, 1);
  assert.match(
    failed.stderr,
    /Cannot start configure: ".*", which comes before it, exited with code 2/,
  );
  assert.match(failed.stderr, /Not started: .*web\n/);
  assert.doesNotMatch(await takeEvents(workspace), /web/);
  assert.equal((await workspace.run(["stop"])).code, 0);
});

Deno.test("restarts at once leave one process of each service", async () => {
  const command = ["sleep", "3600"];
  await using workspace = await tempWorkspace({
    services: { one: { command }, two: { command } },
  });
  assert.equal((await workspace.run(["start"])).code, 0);
  const words = [["one"], ["two"], ["one"], [], ["two"]];
  await Promise.all(
    words.map((names) => workspace.run(["restart", ...names])),
  );
  const status = servicesOf(await workspace.run(["status", "--json"]));
  const living = await processesWith("HOME", workspace.home);
  const pids = (all: readonly { readonly pid: number | null }[]) =>
    all.map(({ pid }) => pid ?? 0).toSorted((one, other) => one - other);
  assert.deepEqual(pids(status), pids(living));
});
