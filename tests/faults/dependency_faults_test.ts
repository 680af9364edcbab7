/**
 * Dependencies that end or restart at the wrong moment: what needs them waits,
 * or is not started.
 *
 * @module
 */
import assert from "node:assert/strict";
import { tempWorkspace, waitFor } from "../support/harness.ts";
import { eventService, takeEvents } from "../support/services/event_service.ts";
import { servicesOf } from "../support/services/service_fixtures.ts";

const FOREVER = "while :; do sleep 0.05; done";
const ready = { log: "^up$" };

Deno.test("what needs a service that ended meanwhile is not started", async () => {
  const noted = `grep -q '"readyMs": [0-9]' .hearth/run/brief.json`;
  const brief = `echo up; until ${noted}; do sleep 0.05; done; echo $$ >pid`;
  const gone = '[ -s pid ] && ! kill -0 "$(cat pid)" 2>/dev/null';
  const slow = `until ${gone}; do sleep 0.05; done; echo up; ${FOREVER}`;
  await using workspace = await tempWorkspace({
    services: {
      brief: { command: ["sh", "-c", brief], ready },
      slow: { command: ["sh", "-c", slow], ready },
      web: eventService("web", { dependsOn: ["brief", "slow"] }),
    },
  });
  const failed = await workspace.run(["start"]);
  assert.equal(failed.code, 1);
  assert.match(failed.stderr, /Cannot start brief: it answered, then exited\n/);
  assert.match(failed.stderr, /Not started: web\n/);
  assert.equal(await takeEvents(workspace), "");
  assert.equal((await workspace.run(["stop"])).code, 0);
});

Deno.test("what needs a service that restarts is started once that is ready again", async () => {
  const db = [
    "[ -e died ] || { echo up; until [ -e exit ]; do sleep 0.05; done; touch died; exit 1; }",
    "touch again; until [ -e go ]; do sleep 0.05; done; echo up",
    FOREVER,
  ].join("\n");
  await using workspace = await tempWorkspace({
    services: {
      db: { command: ["sh", "-c", db], ready, restart: "on-failure" },
      web: eventService("web", { dependsOn: ["db"] }),
    },
  });
  assert.equal((await workspace.run(["start", "db"])).code, 0);
  await workspace.write("exit", "");
  await waitFor(async () => {
    const status = await workspace.run(["status", "--json"]);
    return servicesOf(status)[0]?.state === "restarting";
  }, "the pause");
  await using start = workspace.spawn(["start", "--json"]);
  await start.waitForText(/Starting db/);
  await waitFor(
    () => Deno.stat(workspace.path("again")).catch(() => false),
    "the second life",
  );
  const status = servicesOf(await workspace.run(["status", "--json"]));
  assert.deepEqual(
    status.map(({ state }) => state),
    ["starting", "stopped"],
  );
  assert.equal(await takeEvents(workspace), "");
  await workspace.write("go", "");
  const started = await start.result;
  assert.equal(started.code, 0, started.stderr);
  assert.equal(await takeEvents(workspace), "+web");
  assert.equal((await workspace.run(["stop"])).code, 0);
});
