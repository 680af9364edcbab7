/**
 * A server whose worker is replaced by another process at each edit.
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
import { servicesOf } from "../support/services/service_fixtures.ts";

Deno.test("uvicorn --reload is ready, outlives an edit and is stopped whole", async () => {
  const port = freePort();
  const command = [
    ...["python", "-m", "uvicorn", "asgi:app", "--reload"],
    ...[
      "--app-dir",
      "tests/support/fixtures",
      "--reload-dir",
      "tests/support/fixtures",
    ],
    ...["--port", "{port}"],
  ];
  await using workspace = await tempWorkspace({
    kind: "full",
    files: {
      "workspace.ts":
        `import { defineWorkspace } from "./lib/workspace/workspace.ts";
export default defineWorkspace({
  name: "Reload",
  python: { version: ">=3.11" },
  services: { web: ${JSON.stringify({ command, port })} },
});
`,
    },
  });
  const started = await workspace.run(["start", "--json"]);
  assert.equal(started.code, 0, started.stderr);
  const [web] = servicesOf(started);
  const url = web?.url ?? "";
  assert.equal(await (await fetch(url)).text(), "first");
  const fixture = workspace.path("tests/support/fixtures/asgi.py");
  const text = await Deno.readTextFile(fixture);
  let edited = 0;
  await waitFor(async () => {
    // An edit before uvicorn's first look at the files is none to it.
    if (Date.now() - edited > 3000) {
      await Deno.writeTextFile(fixture, text.replace("first", "second"));
      edited = Date.now();
    }
    const answer = await fetch(url, { signal: AbortSignal.timeout(2000) });
    return await answer.text() === "second";
  }, "the reloaded app");
  const [after] = servicesOf(await workspace.run(["status", "--json"]));
  assert.deepEqual(after, web);
  assert.equal((await workspace.run(["stop"])).code, 0);
  assert.deepEqual(await processesWith("HOME", workspace.home), []);
});

Deno.test("uvicorn --reload with an app that cannot be imported: start shows the error while it waits", async () => {
  const command = ["python", "-m", "uvicorn", "broken:app", "--reload"];
  await using workspace = await tempWorkspace({
    kind: "full",
    files: {
      "broken.py": "import a_module_that_is_missing\n",
      "workspace.ts":
        `import { defineWorkspace } from "./lib/workspace/workspace.ts";
export default defineWorkspace({
  name: "Broken",
  python: { version: ">=3.11" },
  services: {
    web: {
      command: ${JSON.stringify([...command, "--port", "{port}"])},
      port: ${freePort()},
      ready: { timeout: 3600 },
    },
  },
});
`,
    },
  });
  assert.equal((await workspace.run(["setup"])).code, 0);
  await using start = workspace.spawn(["start"]);
  await start.waitForText(
    /web is not ready after \d+ s: it does not answer\. .*:\n(.*\n)*.*No module named 'a_module_that_is_missing'/,
  );
  start.signal("SIGINT");
  assert.equal((await start.result).code, 130);
  assert.deepEqual(await processesWith("HOME", workspace.home), []);
});
