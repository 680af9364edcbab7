/**
 * What start and status say still holds a moment later, whatever services do
 * to themselves and commands to each other.
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
import { service, servicesOf } from "../support/services/service_fixtures.ts";

const FOREVER = "while :; do sleep 0.05; done";
/** Until the start that is at work noted that it is ready. */
const until = (name: string): string =>
  `until grep -q '"readyMs": [0-9]' .hearth/run/${name}.json; do sleep 0.05; done`;

Deno.test("what exits though its probe succeeds is not ready", async () => {
  await using workspace = await tempWorkspace({
    services: {
      gone: {
        command: ["sh", "-c", "echo bad option; exit 1"],
        ready: {
          command: [
            "sh",
            "-c",
            "while [ ! -s .hearth/logs/gone.log ]; do :; done; sleep 0.3",
          ],
        },
      },
      after: eventService("after", { dependsOn: ["gone"] }),
    },
  });
  const failed = await workspace.run(["start"]);
  assert.equal(failed.code, 1);
  assert.match(
    failed.stderr,
    /Cannot start gone: it exited before it answered/,
  );
  assert.match(failed.stderr, /Not started: after\n/);
  assert.equal(await takeEvents(workspace), "");
});

Deno.test("start waits for what crashed while it waited for another, and is started again", async () => {
  const flaky = [
    "echo up",
    `[ -e died ] || { ${until("flaky")}; touch died; exit 4; }`,
    "exec sleep 3600",
  ].join("\n");
  await using workspace = await tempWorkspace({
    services: {
      flaky: {
        command: ["sh", "-c", flaky],
        ready: { log: "^up$" },
        restart: "on-failure",
      },
      late: {
        command: [
          "sh",
          "-c",
          `until [ -e died ]; do sleep 0.05; done; echo up; ${FOREVER}`,
        ],
        ready: { log: "^up$" },
      },
    },
  });
  const started = await workspace.run(["start", "--json"]);
  assert.equal(started.code, 0, started.stderr);
  const [one] = servicesOf(started);
  assert.equal(one?.state, "running");
  assert.deepEqual([one?.restarts, one?.lastExit], [1, 4]);
  assert.deepEqual(
    servicesOf(await workspace.run(["status", "--json"])),
    servicesOf(started),
  );
});

Deno.test("all that a stop will end is stopping from its first signal on", async () => {
  await using workspace = await tempWorkspace({
    services: {
      db: eventService("db"),
      web: {
        command: [
          "sh",
          "-c",
          `trap 'touch asked' TERM; echo up; until [ -e go ]; do sleep 0.05; done`,
        ],
        dependsOn: ["db"],
        ready: { log: "up" },
        stopTimeout: 60,
      },
    },
  });
  const started = await workspace.run(["start"]);
  assert.equal(started.code, 0, started.stderr);
  await using stop = workspace.spawn(["stop"]);
  await waitFor(
    () => exists(workspace.path("asked")),
    "the signal",
  );
  const status = servicesOf(await workspace.run(["status", "--json"]));
  assert.deepEqual(status.map(({ state }) => state), ["stopping", "stopping"]);
  assert.equal(await takeEvents(workspace), "+db");
  await workspace.write("go", "");
  assert.equal((await stop.result).code, 0);
  assert.equal(await takeEvents(workspace), "-db");
});

Deno.test("what a shell was about to start again is failed once the shell is gone", async () => {
  await using workspace = await tempWorkspace({
    services: {
      job: {
        command: [
          "sh",
          "-c",
          "echo up; until [ -e exit ]; do sleep 0.05; done; exit 3",
        ],
        ready: { log: "^up" },
        restart: "always",
      },
      slow: {
        command: ["sleep", "3600"],
        before: [["sh", "-c", FOREVER]],
      },
    },
  });
  assert.equal((await workspace.run(["start", "job"])).code, 0);
  await using start = workspace.spawn(["start", "slow"]);
  await workspace.write("exit", "");
  const both = await waitFor(async () => {
    const found = servicesOf(
      await workspace.run(["status", "--json", "--why"]),
    );
    return found[0]?.state === "restarting" &&
      /is running$/.test(found[1]?.why ?? "") && found;
  }, "the pause, and the command before");
  for (const { pid } of both) Deno.kill(pid ?? 0, "SIGKILL");
  const after = servicesOf(await workspace.run(["status", "--json", "--why"]));
  const states = after.map(({ name, state }) => `${name} ${state}`).join(" ");
  // The start that waits may be ending what is left of its own.
  assert.match(states, /^job failed slow (failed|stopping|stopped)$/);
  const { code, stderr } = await start.result;
  assert.equal(code, 1);
  assert.match(stderr, /Cannot start slow: it exited before it answered/);
  assert.equal((await workspace.run(["stop"])).code, 0);
  assert.deepEqual(await processesWith("HOME", workspace.home), []);
});

Deno.test("a stranger on the port of what ended does not make it running", async () => {
  const port = freePort();
  await using workspace = await tempWorkspace({
    services: {
      web: service("serve.py", port, {
        command: [
          "sh",
          "-c",
          `setsid sleep 3600 & exec python tests/support/fixtures/serve.py ${port}`,
        ],
      }),
    },
  });
  const [web] = servicesOf(await workspace.run(["start", "--json"]));
  Deno.kill(web?.pid ?? 0, "SIGKILL");
  await waitFor(() => isFree(port), "the port");
  using _stranger = Deno.listen({ hostname: "127.0.0.1", port });
  const [found] = servicesOf(await workspace.run(["status", "--json"]));
  assert.equal(found?.state, "failed");
});

function isFree(port: number): boolean {
  try {
    Deno.listen({ hostname: "127.0.0.1", port }).close();
    return true;
  } catch {
    return false;
  }
}

Deno.test("a service whose first process ended is shown with one that lives", async () => {
  const port = freePort();
  await using workspace = await tempWorkspace({
    services: {
      web: service("serve.py", port, {
        command: [
          "sh",
          "-c",
          `python tests/support/fixtures/serve.py ${port} & ${until("web")}`,
        ],
      }),
    },
  });
  const [web] = servicesOf(await workspace.run(["start", "--json"]));
  const gone = web?.pid ?? 0;
  await waitFor(
    async () => await Deno.stat(`/proc/${gone}`).then(() => false, () => true),
    "the end of the first process",
  );
  const [found] = servicesOf(await workspace.run(["status", "--json"]));
  const [again] = servicesOf(await workspace.run(["start", "--json"]));
  const [server] = await processesWith("HEARTH_PORT", `${port}`);
  for (const one of [found, again]) {
    assert.equal(one?.state, "running");
    assert.equal(one?.pid, server?.pid);
  }
  assert.equal((await workspace.run(["stop"])).code, 0);
});

Deno.test("status does not take a stranger's answer for that of a service that starts", async () => {
  const port = freePort();
  await using workspace = await tempWorkspace({
    services: {
      web: service("serve.py", port, {
        command: [
          "sh",
          "-c",
          `until [ -e go ]; do sleep 0.05; done; exec python tests/support/fixtures/serve.py ${port}`,
        ],
      }),
    },
  });
  assert.equal((await workspace.run(["setup"])).code, 0);
  await using start = workspace.spawn(["start"]);
  await waitFor(
    () => exists(workspace.path(".hearth/run/web.json")),
    "the claim",
  );
  {
    await using _stranger = Deno.serve(
      { hostname: "127.0.0.1", port, onListen() {} },
      () => new Response("hello"),
    );
    const [found] = servicesOf(await workspace.run(["status", "--json"]));
    assert.equal(found?.state, "starting");
  }
  await workspace.write("go", "");
  await start.result;
  assert.equal((await workspace.run(["stop"])).code, 0);
});

Deno.test("a start that a restart overtook says what the service is now", async () => {
  const web = `until [ -e go ]; do sleep 0.05; done; echo up; ${FOREVER}`;
  const late = `until [ -e late ]; do sleep 0.05; done; echo up; ${FOREVER}`;
  const ready = { log: "^up" };
  await using workspace = await tempWorkspace({
    services: {
      web: { command: ["sh", "-c", web], ready },
      late: { command: ["sh", "-c", late], ready },
    },
  });
  assert.equal((await workspace.run(["setup"])).code, 0);
  await using start = workspace.spawn(["start", "--json"]);
  await waitFor(() => exists(workspace.path(".hearth/run/late.json")), "both");
  await using again = workspace.spawn(["restart", "web", "--json"]);
  await start.waitForText(/Starting web: failed/);
  await workspace.write("go", "");
  const restarted = await again.result;
  assert.equal(restarted.code, 0, restarted.stderr);
  await workspace.write("late", "");
  const { code, stderr, stdout } = await start.result;
  assert.equal(code, 0, stderr);
  assert.equal(
    servicesOf({ stdout, stderr, code, signal: null })[0]?.pid,
    servicesOf(restarted)[0]?.pid,
  );
  assert.equal((await workspace.run(["stop"])).code, 0);
});

async function exists(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}
