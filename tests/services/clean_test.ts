/**
 * `clean` takes what can be made again and nothing else.
 *
 * @module
 */
import assert from "node:assert/strict";
import { freePort, tempWorkspace } from "../support/harness.ts";
import { service } from "../support/services/service_fixtures.ts";

async function entries(dir: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(dir)) names.push(name);
  return names.sort();
}

Deno.test("clean keeps what is in use; clean --all refuses, then removes all but the user's own", async () => {
  await using workspace = await tempWorkspace({
    services: { web: service("serve.py", freePort()) },
    files: { ".env": "KEY=value\n" },
  });
  const before = await entries(workspace.root);
  await workspace.run(["start"]);
  await workspace.write(".hearth/venvs/0123456789abcdef/litter", "");
  await workspace.write(".hearth/logs/gone.log", "");
  const cleaned = await workspace.run(["clean", "--json"]);
  assert.equal(cleaned.code, 0, cleaned.stderr);
  const { removed } = JSON.parse(cleaned.stdout);
  assert.deepEqual(
    removed.map((path: string) => path.split("/").at(-1)).sort(),
    [
      "0123456789abcdef",
      "gone.log",
    ],
  );
  const status = await workspace.run(["status"]);
  assert.match(status.stdout, /web\s+running/);

  const refused = await workspace.run(["clean", "--all"]);
  assert.equal(refused.code, 1);
  assert.match(
    refused.stderr,
    /still running: web\nRun first: deno task stop/,
  );
  await workspace.run(["stop"]);
  const all = await workspace.run(["clean", "--all"]);
  assert.equal(all.code, 0, all.stderr);
  const after = await entries(workspace.root);
  assert.deepEqual(after.filter((name) => !before.includes(name)), []);
  assert.equal(await Deno.readTextFile(workspace.path(".env")), "KEY=value\n");
  assert.match((await workspace.run(["clean"])).stderr, /Nothing to remove/);
});

Deno.test("clean --all keeps the app's conversations", async () => {
  await using workspace = await tempWorkspace();
  await workspace.write(".hearth/chat/conversations.db", "kept");
  await workspace.write(".hearth/logs/gone.log", "");
  const all = await workspace.run(["clean", "--all"]);
  assert.equal(all.code, 0, all.stderr);
  assert.deepEqual(await entries(workspace.path(".hearth")), ["chat"]);
  const kept = workspace.path(".hearth/chat/conversations.db");
  assert.equal(await Deno.readTextFile(kept), "kept");
});
