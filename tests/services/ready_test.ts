/**
 * When a service counts as ready, and what comes before it.
 *
 * @module
 */
import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { eventService, takeEvents } from "../support/services/event_service.ts";
import { service, servicesOf } from "../support/services/service_fixtures.ts";
import {
  freePort,
  processesWith,
  tempWorkspace,
  waitFor,
} from "../support/harness.ts";

/** Fails, and leaves two processes that hold its output, one out of its group. */
const LEAKING = `sleep 3600 &
setsid sleep 3600 &
[ -e ready-now ] || { echo not yet >&2; exit 1; }`;

Deno.test("ready by tcp, by a log pattern in two writes, and by a command that leaks", async () => {
  await using workspace = await tempWorkspace({
    services: {
      tcp: service("serve.py", freePort(), {
        ready: { tcp: true },
        args: ["500"],
      }),
      log: {
        command: [
          "sh",
          "-c",
          "printf 'Listen'; until [ -e go ]; do sleep 0.05; done; printf 'ing on 7'; exec sleep 3600",
        ],
        ready: { log: "^Listening on \\d" },
      },
      command: {
        command: ["sleep", "3600"],
        cwd: "docs",
        ready: { command: ["sh", "-c", LEAKING] },
      },
    },
  });
  await using start = workspace.spawn(["start", "--json"]);
  await start.waitForText(/Starting tcp: ready/);
  assert.doesNotMatch(start.stderr, /Starting (log|command): ready/);
  await workspace.write("go", "");
  await start.waitForText(/Starting log: ready/);
  assert.doesNotMatch(start.stderr, /Starting command: ready/);
  await workspace.write("docs/ready-now", "");
  const { code, stderr } = await start.result;
  assert.equal(code, 0, stderr);
  const found = await processesWith("HOME", workspace.home);
  const sleeping = found.filter(({ command }) => /sleep 3600$/.test(command));
  assert.deepEqual([found.length, sleeping.length], [3, 2]);
  assert.equal((await workspace.run(["status"])).code, 0);
});

/** Seconds, enough for a small server on a busy machine. */
const TIMEOUT_S = 4;

Deno.test("before: each command has its log, and the service waits for all of them", async () => {
  const services = {
    app: eventService("app", {
      before: [
        ["sh", "-c", "echo first >>events; echo migrating $MODE"],
        [
          "sh",
          "-c",
          "until [ -e go ]; do sleep 0.05; done; echo second >>events",
        ],
      ],
      env: { MODE: "gently" },
      ready: { timeout: TIMEOUT_S },
    }),
  };
  await using workspace = await tempWorkspace({ services });
  assert.equal((await workspace.run(["setup"])).code, 0);
  await using start = workspace.spawn(["start"]);
  await waitFor(
    async () => {
      const status = await workspace.run(["status", "--why"]);
      return /app: "sh -c until.* comes before it, is running/.test(
        status.stderr,
      ) && /app\s+starting/.test(status.stdout);
    },
    "the second command",
  );
  // What comes before a service takes nothing from its time.
  await delay(TIMEOUT_S * 1000 + 500);
  await workspace.write("go", "");
  const { code, stderr } = await start.result;
  assert.equal(code, 0, stderr);
  assert.equal(await takeEvents(workspace), "first second +app");
  const log = workspace.path(".hearth/logs/app.before-1.log");
  assert.equal(await Deno.readTextFile(log), "migrating gently\n");
});

Deno.test("before: one that fails or hangs ends the start with its own log", async () => {
  const services = {
    fails: eventService("fails", {
      before: [["sh", "-c", "echo no such table; exit 4"], ["true"]],
    }),
    hangs: eventService("hangs", {
      before: [["sh", "-c", "echo waiting; sleep 3600 & wait"]],
      beforeTimeout: 1,
    }),
  };
  await using workspace = await tempWorkspace({ services });
  const { code, stderr } = await workspace.run(["start"]);
  assert.equal(code, 1);
  assert.match(
    stderr,
    /Cannot start fails: "sh -c .*", which comes before it, exited with code 4\n/,
  );
  assert.match(
    stderr,
    /Cannot start hangs: "sh -c .*" has not ended within 1 s\n/,
  );
  assert.match(stderr, /fails\.before-1\.log:\n\s+no such table\n/);
  assert.match(stderr, /hangs\.before-1\.log:\n\s+waiting\n/);
  assert.equal(await takeEvents(workspace), "");
  assert.deepEqual(await processesWith("HOME", workspace.home), []);
  const status = await workspace.run(["status", "--json"]);
  assert.deepEqual(servicesOf(status).map(({ state }) => state), [
    "failed",
    "failed",
  ]);
});

Deno.test("cwd and envFiles are the service's own, and must be there", async () => {
  const app = {
    command: ["sh", "-c", 'echo "$PWD|$A|$B|$C"; exec sleep 3600'],
    cwd: "docs",
    env: { C: "service" },
    envFiles: ["one.env", "two.env"],
  };
  await using workspace = await tempWorkspace({
    services: { app },
    files: {
      ".env": "A=dotenv\nB=dotenv\nC=dotenv\n",
      "one.env": "A=one\nB=one\nC=one\n",
    },
  });
  const missing = await workspace.run(["start"]);
  assert.equal(missing.code, 1);
  assert.match(
    missing.stderr,
    /Cannot start: services\.app\.envFiles: there is no file "two\.env"\n/,
  );
  await workspace.write("two.env", "B='two words'\n");
  assert.equal((await workspace.run(["start"])).code, 0);
  const { stdout } = await workspace.run(["logs", "app"]);
  assert.equal(stdout, `${workspace.path("docs")}|one|two words|service\n`);
});
