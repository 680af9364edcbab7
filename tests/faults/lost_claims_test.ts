/**
 * Services whose claims were lost: what their processes carry says how they are
 * to be treated.
 *
 * @module
 */
import assert from "node:assert/strict";
import {
  freePort,
  type TempWorkspace,
  tempWorkspace,
  waitFor,
} from "../support/harness.ts";
import { eventService, takeEvents } from "../support/services/event_service.ts";
import { service, servicesOf } from "../support/services/service_fixtures.ts";

/** Notes which signal ends it, and takes a while to end. */
const DB = [
  "end() { sleep 0.3; echo -db $1 >>events; exit 0; }",
  "trap 'end INT' INT; trap 'end TERM' TERM",
  "echo +db >>events; echo db is up",
  "while :; do sleep 0.05; done",
].join("\n");

const SERVICES = {
  api: eventService("api", {
    dependsOn: ["db"],
    before: [["true"]],
    restart: "on-failure",
  }),
  db: {
    command: ["sh", "-c", DB],
    ready: { log: "^db is up$" },
    stopSignal: "SIGINT",
    logLimit: 1,
  },
} as const;

/** What is lost, from a claim to all that Hearth knows. */
const LOSSES: Readonly<Record<string, (one: TempWorkspace) => Promise<void>>> =
  {
    claims: async (workspace) => {
      for (const name of Object.keys(SERVICES)) {
        await Deno.remove(workspace.path(`.hearth/run/${name}.json`));
      }
    },
    ".hearth": (workspace) =>
      Deno.remove(workspace.path(".hearth"), { recursive: true }),
  };

for (const [what, lose] of Object.entries(LOSSES)) {
  Deno.test(`without ${what}, stop keeps the order and sends each its own signal`, async () => {
    await using workspace = await tempWorkspace({ services: SERVICES });
    const started = await workspace.run(["start", "--json"]);
    assert.equal(started.code, 0, started.stderr);
    assert.equal(await takeEvents(workspace), "+db +api");

    await lose(workspace);
    const named = await workspace.run(["stop", "db"]);
    assert.equal(named.code, 0, named.stderr);
    assert.match(named.stderr, /Also stopping api: it depends on db\n/);
    assert.equal(await takeEvents(workspace), "-api -db INT");

    await workspace.run(["start"]);
    await takeEvents(workspace);
    await lose(workspace);
    // What was started counts, not what workspace.ts says by now.
    await workspace.write("workspace.ts", "a mistake");
    const all = await workspace.run(["stop"]);
    assert.equal(all.code, 0, all.stderr);
    assert.equal(await takeEvents(workspace), "-api -db INT");
  });
}

Deno.test("without .hearth, start and status know when a service is ready and that it restarts", async () => {
  const port = freePort();
  await using workspace = await tempWorkspace({
    services: {
      web: service("serve.py", port, {
        restart: "always",
        cwd: ".",
        open: "/page",
        ready: {
          command: ["sh", "-c", 'test -e docs -a "$0" = {port}', "{port}"],
        },
      }),
    },
  });
  const [before] = servicesOf(await workspace.run(["start", "--json"]));
  assert.equal(before?.url, `http://127.0.0.1:${port}/page`);
  await Deno.remove(workspace.path(".hearth"), { recursive: true });
  const status = await workspace.run(["status", "--json"], {
    cwd: workspace.path("docs"),
  });
  const [found] = servicesOf(status);
  assert.deepEqual([found?.state, found?.pid, found?.url], [
    "running",
    before?.pid,
    before?.url,
  ]);
  const again = await workspace.run(["start", "--json"]);
  assert.equal(again.code, 0, again.stderr);
  assert.equal(servicesOf(again)[0]?.pid, before?.pid);

  // Its shell goes on, and says so in the directory that is there again.
  const children = await workspace.exec([
    "pgrep",
    "-P",
    `${before?.pid}`,
  ]);
  Deno.kill(Number(children.stdout.trim()), "SIGKILL");
  await waitFor(async () => {
    const [web] = servicesOf(await workspace.run(["status", "--json"]));
    return web?.state === "running" && web.restarts === 1;
  }, "the restart");
  assert.equal((await workspace.run(["stop"])).code, 0);
});
