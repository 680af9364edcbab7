/**
 * What other process managers got wrong at some time, about readiness and
 * logs.
 *
 * @module
 */
import assert from "node:assert/strict";
import {
  freePort,
  processesWith,
  tempWorkspace,
  waitFor,
} from "../support/harness.ts";
import { eventService, takeEvents } from "../support/services/event_service.ts";
import { service } from "../support/services/service_fixtures.ts";

const FOREVER = "while :; do sleep 0.05; done";

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

Deno.test("lines without end hide no line that comes after them", async () => {
  const long = `line = "="
for number in range(22):
    print("long line", number, line)
    line += line
print("up", flush=True)
import time; time.sleep(3600)
`;
  const ready = { log: "^up$" };
  const command = ["python", "long.py"];
  await using workspace = await tempWorkspace({
    services: {
      free: { command, ready },
      limited: { command, ready, logLimit: 1 },
    },
    files: { "long.py": long },
  });
  const started = await workspace.run(["start"]);
  assert.equal(started.code, 0, started.stderr);
  for (const name of ["free", "limited"]) {
    const { stdout } = await workspace.run(["logs", name, "--lines", "1"]);
    assert.equal(stdout, "up\n");
  }
});

Deno.test("a probe looks at files of the service's own directory and at its log", async () => {
  const work = "touch begun; until [ -e go ]; do sleep 0.05; done; touch ready";
  await using workspace = await tempWorkspace({
    services: {
      daemon: {
        command: ["sh", "-c", `(${work}; exec sleep 3600) & exit 0`],
        cwd: "client",
        ready: { command: ["test", "-f", "ready"] },
      },
      watcher: {
        command: ["sh", "-c", "echo SUCCESS; exec sleep 3600"],
        ready: {
          command: ["grep", "-q", "SUCCESS", ".hearth/logs/watcher.log"],
        },
      },
      after: eventService("after", { dependsOn: ["daemon", "watcher"] }),
    },
    files: { "client/.gitkeep": "" },
  });
  await using start = workspace.spawn(["start", "--json"]);
  await waitFor(
    () => Deno.stat(workspace.path("client/begun")).catch(() => false),
    "the daemon",
  );
  assert.equal(await takeEvents(workspace), "");
  await workspace.write("client/go", "");
  const started = await start.result;
  assert.equal(started.code, 0, started.stderr);
  assert.equal(await takeEvents(workspace), "+after");
  assert.equal((await workspace.run(["stop"])).code, 0);
});

Deno.test("a program that goes into the background is not started again and again", async () => {
  await using workspace = await tempWorkspace({
    services: {
      web: service("daemon.py", freePort(), { restart: "always" }),
      after: eventService("after", { dependsOn: ["web"] }),
    },
  });
  const failed = await workspace.run(["start"]);
  assert.equal(failed.code, 1);
  assert.match(failed.stderr, /Cannot start web: it exited with code 0\n/);
  assert.deepEqual(await processesWith("HOME", workspace.home), []);
});

Deno.test("what a service wrote before it ended is in its log", async () => {
  await using workspace = await tempWorkspace({
    services: {
      brief: {
        command: ["sh", "-c", "echo 1; sleep 0.1; echo 2; printf 3"],
        ready: { log: "^3" },
      },
    },
  });
  await workspace.run(["start"]);
  const { stdout } = await workspace.run(["logs", "brief"]);
  assert.equal(stdout, "1\n2\n3\n");
});
