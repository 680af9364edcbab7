/**
 * What services load is compiled while a new venv is checked.
 *
 * @module
 */
import assert from "node:assert/strict";
import { freePort, tempWorkspace } from "../support/harness.ts";

/** Answers as soon as somebody else has compiled a package. */
const WAITS = `
import importlib.util, os, runpy, sysconfig, time
package = os.path.join(sysconfig.get_path("purelib"), "six.py")
while not os.path.exists(importlib.util.cache_from_source(package)):
    time.sleep(0.01)
runpy.run_path("tests/support/fixtures/serve.py", run_name="__main__")
`;

for (const task of ["start", "restart"]) {
  Deno.test(`${task} compiles ahead what its services name`, async () => {
    const port = freePort();
    await using workspace = await tempWorkspace({
      services: {
        web: {
          command: ["python", "waits.py", "{port}"],
          port,
          compileAhead: ["six"],
        },
      },
      declares: { python: { version: ">=3.11" } },
      files: { "waits.py": WAITS },
    });
    const { code, stderr } = await workspace.run([task, "--json"]);
    assert.equal(code, 0, stderr);
    await workspace.run(["stop"]);
  });
}
