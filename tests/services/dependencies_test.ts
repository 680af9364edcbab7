/**
 * Services that depend on each other: start, stop and restart keep the order.
 *
 * @module
 */
import assert from "node:assert/strict";
import { eventService, takeEvents } from "../support/services/event_service.ts";
import { servicesOf } from "../support/services/service_fixtures.ts";
import { processesWith, tempWorkspace } from "../support/harness.ts";

const CHAIN = {
  web: eventService("web", { dependsOn: ["api"] }),
  api: eventService("api", { dependsOn: ["db"] }),
  db: eventService("db"),
};

/** Name and state of each service, as `db running`. */
function states(result: Parameters<typeof servicesOf>[0]): string[] {
  return servicesOf(result).map(({ name, state }) => `${name} ${state}`);
}

Deno.test("start, restart and stop keep the order of a chain", async () => {
  await using workspace = await tempWorkspace({ services: CHAIN });
  const started = await workspace.run(["start", "--json"]);
  assert.equal(started.code, 0, started.stderr);
  assert.deepEqual(states(started), [
    "web running",
    "api running",
    "db running",
  ]);
  assert.equal(await takeEvents(workspace), "+db +api +web");
  // With it, status does not look at every process of the machine.
  const noted = await Deno.readTextFile(
    workspace.path(".hearth/claims-complete"),
  );
  assert.match(noted, /\napi\ndb\nweb\n$/);

  const restarted = await workspace.run(["restart", "api"]);
  assert.equal(restarted.code, 0, restarted.stderr);
  assert.match(restarted.stderr, /Also stopping web: it depends on api\n/);
  assert.equal(await takeEvents(workspace), "-web -api +api +web");

  const all = await workspace.run(["restart"]);
  assert.equal(all.code, 0, all.stderr);
  assert.equal(await takeEvents(workspace), "-web -api -db +db +api +web");

  // It was not running, so what depends on it is not started either.
  await workspace.run(["stop", "web"]);
  await workspace.run(["restart", "db"]);
  assert.equal(await takeEvents(workspace), "-web -api -db +db +api");

  await workspace.run(["start"]);
  const stopped = await workspace.run(["stop", "db"]);
  assert.equal(stopped.code, 0, stopped.stderr);
  assert.match(stopped.stderr, /Also stopping api: it depends on db\n/);
  assert.match(stopped.stderr, /Also stopping web: it depends on api\n/);
  assert.equal(await takeEvents(workspace), "+web -web -api -db");
});

Deno.test("start of one service starts what it needs, says so, and nothing else", async () => {
  const services = {
    ...CHAIN,
    other: eventService("other"),
    seeds: eventService("seeds", { optional: true }),
  };
  await using workspace = await tempWorkspace({ services });
  const started = await workspace.run(["start", "api"]);
  assert.equal(started.code, 0, started.stderr);
  assert.match(started.stderr, /Also starting db: api depends on it\n/);
  assert.doesNotMatch(started.stderr, /(web|other|seeds)( \.\.\.|:)/);
  assert.equal(await takeEvents(workspace), "+db +api");

  const again = await workspace.run(["start", "api"]);
  assert.doesNotMatch(again.stderr, /Also starting/);

  const rest = await workspace.run(["start", "--json"]);
  assert.deepEqual(states(rest), [
    "web running",
    "api running",
    "db running",
    "other running",
  ]);
  assert.equal((await workspace.run(["start", "--all"])).code, 0);
  assert.match(await takeEvents(workspace), /\+seeds/);
  const both = await workspace.run(["start", "--all", "web"]);
  assert.equal(both.code, 2);
  assert.match(both.stderr, /Cannot use --all with names of services/);
});

Deno.test("a failure ends the start, with its log, and leaves nothing half-started", async () => {
  const services = {
    web: eventService("web", { dependsOn: ["api"] }),
    api: {
      command: ["sh", "-c", "echo no such table; exit 3"],
      dependsOn: ["db"],
      ready: { log: "up" },
    },
    db: eventService("db"),
    deaf: eventService("deaf", {
      dependsOn: ["db"],
      ready: { log: "never", timeout: 1 },
    }),
  };
  await using workspace = await tempWorkspace({ services });
  assert.equal((await workspace.run(["start", "db"])).code, 0);
  const failed = await workspace.run(["start", "--json"]);
  assert.equal(failed.code, 1);
  assert.match(failed.stderr, /Last lines of api's log:\n\s+no such table\n/);
  assert.match(failed.stderr, /Cannot start api: it exited before it answered/);
  assert.match(
    failed.stderr,
    /Cannot start deaf: its log has no line that matches "never"/,
  );
  assert.match(failed.stderr, /Not started: web\n/);
  assert.deepEqual(states(failed), [
    "web stopped",
    "api failed",
    "db running",
    "deaf failed",
  ]);
  const status = await workspace.run(["status", "--json", "--why"]);
  assert.deepEqual(servicesOf(status).map(({ state }) => state), [
    "stopped",
    "failed",
    "running",
    "failed",
  ]);
  assert.match(
    servicesOf(status)[3]?.why ?? "",
    /^Its start gave up on it: its log has no line/,
  );
  assert.equal(await takeEvents(workspace), "+db +deaf -deaf");
  await workspace.run(["stop"]);
  assert.deepEqual(await processesWith("HOME", workspace.home), []);
});

Deno.test("a dependency that dies after its dependents started fails by itself", async () => {
  await using workspace = await tempWorkspace({ services: CHAIN });
  const [, , db] = servicesOf(await workspace.run(["start", "--json"]));
  Deno.kill(-(db?.pid ?? 0), "SIGKILL");
  const status = await workspace.run(["status", "--json"]);
  assert.deepEqual(states(status), ["web running", "api running", "db failed"]);
  const again = await workspace.run(["start", "web", "--json"]);
  assert.equal(again.code, 0, again.stderr);
  assert.match(again.stderr, /Also starting db: api depends on it\n/);
  assert.deepEqual(states(again), ["web running", "api running", "db running"]);
});
