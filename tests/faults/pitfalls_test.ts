/**
 * What other process managers got wrong at some time, about order, readiness,
 * restarts and the end.
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

Deno.test("a probe that always fails ends even what restarts always", async () => {
  await using workspace = await tempWorkspace({
    services: {
      hi: {
        command: ["sh", "-c", `echo hi; ${FOREVER}`],
        restart: "always",
        ready: { command: ["false"], timeout: 1 },
      },
      after: eventService("after", { dependsOn: ["hi"] }),
    },
  });
  const failed = await workspace.run(["start"]);
  assert.equal(failed.code, 1);
  assert.match(
    failed.stderr,
    /Cannot start hi: "\S*false" exits with code 1\n/,
  );
  assert.equal(await takeEvents(workspace), "");
  assert.deepEqual(await processesWith("HOME", workspace.home), []);
});

Deno.test("a service that is loud before it is ready is not held up, and its brackets stay", async () => {
  const loud = [
    "i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i + 1)); done",
    "echo '[x] {y: [\"z\"]}'; touch loud-done; exec sleep 3600",
  ].join("\n");
  await using workspace = await tempWorkspace({
    services: {
      loud: {
        command: ["sh", "-c", loud],
        ready: { command: ["test", "-f", "loud-done"] },
      },
      after: eventService("after", { dependsOn: ["loud"] }),
    },
  });
  const started = await workspace.run(["start"]);
  assert.equal(started.code, 0, started.stderr);
  assert.equal(await takeEvents(workspace), "+after");
  const { stdout } = await workspace.run(["logs", "loud", "--lines", "2"]);
  assert.equal(stdout, 'line 19999\n[x] {y: ["z"]}\n');
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
