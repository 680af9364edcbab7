/**
 * Processes of a service that became another user's, as those of sudo do, and so
 * cannot be signaled.
 *
 * @module
 */
import assert from "node:assert/strict";
import {
  processesWith,
  requiresRoot,
  tempWorkspace,
} from "../support/harness.ts";
import { eventService, takeEvents } from "../support/services/event_service.ts";
import { servicesOf } from "../support/services/service_fixtures.ts";

/** Runs what follows as another user. */
const AS_NOBODY = "setpriv --reuid=65534 --regid=65534 --clear-groups";
/** Root that may not signal other users' processes. */
const POWERLESS = ["setpriv", "--bounding-set=-kill", "--inh-caps=-kill"];

Deno.test({
  ...requiresRoot([], "stop says what it may not signal, and ends the rest"),
  async fn() {
    await using workspace = await tempWorkspace({
      services: {
        db: eventService("db"),
        child: {
          command: [
            ...["sh", "-c"],
            `${AS_NOBODY} sleep 3600 & sleep 3601 & wait`,
          ],
          dependsOn: ["db"],
          stopTimeout: 0.2,
        },
        leader: {
          command: [...AS_NOBODY.split(" "), "sh", "-c", "sleep 3602; :"],
          stopTimeout: 0.2,
        },
      },
    });
    const powerless = (...words: string[]) =>
      workspace.exec([
        ...[...POWERLESS, Deno.execPath(), "run", "-A", "--no-prompt"],
        workspace.path("main.ts"),
        ...words,
      ]);
    const started = await workspace.run(["start", "--json"]);
    assert.equal(started.code, 0, started.stderr);
    await takeEvents(workspace);

    const stopped = await powerless("stop", "--json");
    assert.equal(stopped.code, 1, stopped.stderr);
    assert.match(
      stopped.stderr,
      /Cannot stop child: process \d+ \(sleep 3600\) belongs to another user\n/,
    );
    assert.match(
      stopped.stderr,
      /Cannot stop leader: processes \d+ \(sh -c sleep 3602; :\), \d+ \(sleep 3602\) belong to another user\n/,
    );
    assert.match(stopped.stderr, /: sudo kill \d+ \d+ \d+\. Then run: /);
    // What could be ended is.
    assert.equal(await takeEvents(workspace), "-db");
    const left = await processesWith("HOME", workspace.home);
    assert.deepEqual(left.map(({ command }) => command).toSorted(), [
      "sh -c sleep 3602; :",
      "sleep 3600",
      "sleep 3602",
    ]);
    const states = async (): Promise<string[]> => {
      const status = await workspace.run(["status", "--json"]);
      return servicesOf(status).map(({ state }) => state);
    };
    assert.deepEqual(await states(), ["stopped", "stopping", "stopping"]);
    const again = await powerless("start");
    assert.equal(again.code, 1);
    assert.match(again.stderr, /Cannot stop child: process \d+/);

    const all = await workspace.run(["stop"]);
    assert.equal(all.code, 0, all.stderr);
    assert.deepEqual(await states(), ["stopped", "stopped", "stopped"]);
  },
});

Deno.test({
  ...requiresRoot([], "start does not wait for a probe that it may not end"),
  async fn() {
    await using workspace = await tempWorkspace({
      services: {
        app: {
          ...eventService("app"),
          ready: {
            command: [...AS_NOBODY.split(" "), "sleep", "3600"],
            timeout: 1,
          },
          stopTimeout: 0.2,
        },
      },
    });
    const started = await workspace.exec([
      ...[...POWERLESS, Deno.execPath(), "run", "-A", "--no-prompt"],
      ...[workspace.path("main.ts"), "start"],
    ]);
    assert.equal(started.code, 1);
    assert.match(
      started.stderr,
      /Cannot stop app: process \d+ \(sleep 3600\) belongs to another user\n/,
    );
    assert.equal((await workspace.run(["stop"])).code, 0);
  },
});
