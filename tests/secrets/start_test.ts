/**
 * What `start` says of secrets that are missing, without a terminal.
 *
 * @module
 */
import assert from "node:assert/strict";
import { freePort } from "../support/harness.ts";
import { service } from "../support/services/service_fixtures.ts";
import { secretWorkspace } from "../support/workspaces/secret_workspace.ts";

Deno.test("start without a terminal names what is missing and goes on", async () => {
  await using workspace = await secretWorkspace({
    services: { web: service("serve.py", freePort()) },
  });
  const { code, stdout, stderr } = await workspace.run(["start", "--json"]);
  assert.equal(code, 0, stderr);
  assert.match(stderr, /Missing: KEY\. To set: deno task secret/);
  assert.equal(JSON.parse(stdout).services[0].state, "running");
});

Deno.test("start that fails says again which secrets are missing", async () => {
  await using workspace = await secretWorkspace({
    services: {
      web: { command: ["sh", "-c", "echo no KEY; exit 1"], ready: {} },
    },
  });
  const { code, stderr } = await workspace.run(["start"]);
  assert.equal(code, 1);
  assert.match(
    stderr,
    /Cannot start web: .*\nKEY may be needed\. To set: deno task secret\nFull log: /,
  );
});
