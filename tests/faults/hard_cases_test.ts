/**
 * Combinations of order, readiness, restart and shutdown that trip up process
 * managers.
 *
 * @module
 */
import assert from "node:assert/strict";
import { eventService, takeEvents } from "../support/services/event_service.ts";
import { servicesOf } from "../support/services/service_fixtures.ts";
import { processesWith, tempWorkspace } from "../support/harness.ts";

Deno.test("what depends on a service that never becomes ready never runs", async () => {
  await using workspace = await tempWorkspace({
    services: {
      // A failure two steps down the chain.
      top: eventService("top", { dependsOn: ["middle"] }),
      middle: eventService("middle", { dependsOn: ["bottom"] }),
      bottom: { command: ["sh", "-c", "exit 1"], ready: { command: ["true"] } },
      // A probe that never succeeds, of a service that is always restarted.
      waiter: eventService("waiter", { dependsOn: ["loops"] }),
      loops: {
        command: ["sh", "-c", "while :; do sleep 0.1; done"],
        restart: "always",
        ready: { command: ["false"], timeout: 1 },
      },
      // One that exits well before its line comes.
      after: eventService("after", { dependsOn: ["brief"] }),
      brief: {
        command: ["sh", "-c", "echo hello"],
        ready: { log: "never" },
        restart: "always",
      },
    },
  });
  const cases: [string, RegExp][] = [
    ["top", /Cannot start bottom: it exited.*/],
    ["waiter", /Cannot start loops: ".*false" exits with code 1\n/],
    ["after", /Cannot start brief: it exited with code 0\n/],
  ];
  for (const [name, message] of cases) {
    const { code, stderr } = await workspace.run(["start", name]);
    assert.equal(code, 1);
    assert.match(stderr, message);
    assert.match(stderr, new RegExp(`Not started: .*${name}`));
  }
  assert.equal(await takeEvents(workspace), "");
  assert.deepEqual(await processesWith("HOME", workspace.home), []);
});

Deno.test("chatty, forking, deaf and slow services start in order and are gone after stop", async () => {
  const flood = 'i=0; while [ $i -lt 20000 ]; do echo "line $i $i $i $i"; ' +
    "i=$((i + 1)); done; printf 'flood '; sleep 0.1; echo is over";
  await using workspace = await tempWorkspace({
    services: {
      last: eventService("last", {
        dependsOn: ["chatty", "marks", "deaf", "forks"],
      }),
      chatty: {
        command: ["sh", "-c", `${flood}; exec sleep 3600`],
        ready: { log: "^flood is over$" },
      },
      // Its probe looks at a file in the directory in which it works.
      marks: {
        command: ["sh", "-c", "sleep 0.2; echo >ready-mark; exec sleep 3600"],
        cwd: "docs",
        ready: { command: ["test", "-e", "ready-mark"] },
      },
      deaf: {
        command: ["sh", "-c", "trap '' TERM; while :; do sleep 0.1; done"],
        stopTimeout: 0.5,
      },
      forks: {
        command: ["sh", "-c", "while :; do sleep 3600 & sleep 0.1; done"],
        restart: "always",
      },
    },
  });
  const started = await workspace.run(["start", "--json"]);
  assert.equal(started.code, 0, started.stderr);
  assert.ok(servicesOf(started).every(({ state }) => state === "running"));
  const stopped = await workspace.run(["stop"]);
  assert.equal(stopped.code, 0, stopped.stderr);
  assert.deepEqual(await processesWith("HOME", workspace.home), []);
});

Deno.test("restart and stop of a service that still waits for another one", async () => {
  await using workspace = await tempWorkspace({
    services: {
      slow: {
        command: [
          "sh",
          "-c",
          "until [ -e go ]; do sleep 0.05; done; echo up; exec sleep 3600",
        ],
        ready: { log: "^up$" },
      },
      waits: eventService("waits", { dependsOn: ["slow"] }),
    },
  });
  await using start = workspace.spawn(["start"]);
  await start.waitForText(/Starting slow/);
  const stopped = await workspace.run(["stop", "waits"]);
  assert.equal(stopped.code, 0, stopped.stderr);
  await using restart = workspace.spawn(["restart", "waits"]);
  await restart.waitForText(/Starting slow/);
  await workspace.write("go", "");
  assert.equal((await start.result).code, 0, start.stderr);
  assert.equal((await restart.result).code, 0, restart.stderr);
  assert.equal(await takeEvents(workspace), "+waits");

  // A stop of all while a start waits: nothing is launched behind its back.
  await workspace.run(["stop"]);
  await Deno.remove(workspace.path("go"));
  await using again = workspace.spawn(["start"]);
  await again.waitForText(/Starting slow/);
  assert.equal((await workspace.run(["stop"])).code, 0);
  const { code, stderr } = await again.result;
  assert.equal(code, 1);
  assert.match(stderr, /Cannot start slow: it was stopped in the meantime/);
  assert.deepEqual(await processesWith("HOME", workspace.home), []);
});
