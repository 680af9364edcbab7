/**
 * Services that are started again when they exit.
 *
 * @module
 */
import assert from "node:assert/strict";
import { service, servicesOf } from "../support/services/service_fixtures.ts";
import {
  freePort,
  processesWith,
  tempWorkspace,
  waitFor,
} from "../support/harness.ts";

/** Exits with the code in the file `exit`, once there is one. */
const EXITS =
  "echo up; until [ -e exit ]; do sleep 0.05; done; read code <exit; rm exit; exit $code";

Deno.test("a service is started again when it exits, with count and code in status, until stop", async () => {
  const port = freePort();
  await using workspace = await tempWorkspace({
    services: {
      web: service("serve.py", port, { restart: "on-failure" }),
      job: {
        command: ["sh", "-c", EXITS],
        ready: { log: "^up" },
        restart: "on-failure",
      },
    },
  });
  const started = await workspace.run(["start", "--json"]);
  assert.equal(started.code, 0, started.stderr);
  const [web] = servicesOf(started);
  assert.equal("restarts" in (web ?? {}), false);
  const server = (await processesWith("HEARTH_PORT", `${port}`))
    .find(({ command }) => /^\S*python\S* \S*serve.py/.test(command));
  Deno.kill(server?.pid ?? 0, "SIGKILL");
  await workspace.write("exit", "7");
  const after = await waitFor(async () => {
    const found = servicesOf(await workspace.run(["status", "--json"]));
    const isBack = found.every(({ state, restarts }) =>
      state === "running" && restarts === 1
    );
    return isBack && found;
  }, "both to be back");
  assert.deepEqual(after.map(({ lastExit }) => lastExit), [137, 7]);
  assert.equal(after[0]?.pid, web?.pid);
  const { stdout } = await workspace.run(["status"]);
  assert.match(stdout, /web .*started again once, last exit code 137\n/);
  const { stdout: log } = await workspace.run(["logs", "job"]);
  assert.match(
    log,
    /^up\nhearth: exited with code 7, starting it again in 1 s\nup\n/,
  );

  // What exits by its own will with on-failure is done.
  await workspace.write("exit", "0");
  const done = await waitFor(async () => {
    const status = await workspace.run(["status", "--json", "--why"]);
    const job = servicesOf(status)[1];
    return job?.state === "failed" && job;
  }, "the end of the job");
  assert.equal(
    done.why,
    "It exited with code 0 after it was started again once",
  );
  const stopped = await workspace.run(["stop"]);
  assert.equal(stopped.code, 0, stopped.stderr);
  assert.deepEqual(await processesWith("HOME", workspace.home), []);
});

Deno.test("a crash before it was ready ends the start, and stop ends a pause", async () => {
  await using workspace = await tempWorkspace({
    services: {
      crash: { command: ["sh", "-c", "echo no; exit 5"], restart: "always" },
      job: {
        command: ["sh", "-c", EXITS],
        ready: { log: "^up" },
        restart: "always",
        stopSignal: "SIGINT",
        stopTimeout: 60,
      },
    },
  });
  const started = await workspace.run(["start"]);
  assert.equal(started.code, 1);
  assert.match(started.stderr, /Cannot start crash: it exited with code 5\n/);
  await workspace.write("exit", "0");
  await waitFor(async () => {
    const status = await workspace.run(["status", "--json"]);
    return servicesOf(status)[1]?.state === "restarting";
  }, "the pause");
  const again = await workspace.run(["start", "job", "--json"]);
  assert.equal(again.code, 0, again.stderr);
  assert.equal(servicesOf(again)[0]?.state, "running");
  const stopped = await workspace.run(["stop", "--json"]);
  assert.equal(stopped.code, 0, stopped.stderr);
  const outcomes = JSON.parse(stopped.stdout).services.map((
    { outcome }: { readonly outcome: string },
  ) => outcome);
  assert.deepEqual(outcomes.toSorted(), ["none", "stopped"]);
  assert.deepEqual(await processesWith("HOME", workspace.home), []);
});
