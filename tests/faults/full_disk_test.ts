/**
 * A disk that is full when a service is launched, or fills up afterwards.
 *
 * @module
 */
import assert from "node:assert/strict";
import {
  freePort,
  processesWith,
  requiresRoot,
  tempWorkspace,
} from "../support/harness.ts";
import { service } from "../support/services/service_fixtures.ts";

/** Waits until both services are launched. */
const LAUNCHED =
  "until [ -s .hearth/run/web.json ] && [ -s .hearth/run/slow.json ]; do sleep 0.1; done;";
/** Takes all that is left of the small disk. */
const FILL = "cat /dev/zero >.hearth/run/filler 2>/dev/null";

for (
  const [what, before, inService] of [
    ["a full disk", `${FILL};`, ""],
    [
      "a disk that fills before the service answers",
      "",
      `${LAUNCHED} ${FILL};`,
    ],
  ] as const
) {
  Deno.test({
    ...requiresRoot([], `start on ${what} fails and leaves nothing running`),
    async fn() {
      const serve = "exec python tests/support/fixtures/serve.py {port}";
      await using workspace = await tempWorkspace({
        services: {
          web: {
            ...service("serve.py", freePort()),
            command: ["sh", "-c", `${inService} ${serve}`],
          },
          slow: {
            command: ["sleep", "3600"],
            port: freePort(),
            ready: { timeout: 3600 },
          },
        },
      });
      await workspace.run(["setup"]);
      await Deno.mkdir(workspace.path(".hearth/run"), { recursive: true });
      const mount = "mount -t tmpfs -o size=16k tmpfs .hearth/run";
      const started = await workspace.exec([
        ...["unshare", "-m", "sh", "-c", `${mount}; ${before} "$@"`, "sh"],
        ...[Deno.execPath(), "run", "-A", "main.ts", "start"],
      ]);
      assert.equal(started.code, 1, started.stderr);
      assert.match(started.stderr, /Cannot write ".*json.*": the disk is full/);
      assert.deepEqual(await processesWith("HOME", workspace.home), []);
    },
  });
}
