/**
 * `start`, `stop` and `hearth` inside the activated environment.
 *
 * @module
 */
import assert from "node:assert/strict";
import { freePort, requires, tempWorkspace } from "../support/harness.ts";
import { service } from "../support/service_fixtures.ts";

Deno.test("the short forms work in any directory of an activated environment", async () => {
  await using workspace = await tempWorkspace({
    name: "it's a space",
    services: { web: service("serve.py", freePort()) },
  });
  assert.equal((await workspace.run(["setup"])).code, 0);
  const deno = Deno.execPath().replace(/\/[^/]+$/, "");
  const inShell = (script: string): ReturnType<typeof workspace.exec> =>
    workspace.exec([
      "sh",
      "-c",
      `. "$0"/.venv/bin/activate; ${script}`,
      workspace.root,
    ], {
      cwd: "/",
      env: { PATH: `${deno}:${workspace.env.PATH}` },
    });
  const started = await inShell("start --no-open");
  assert.equal(started.code, 0, started.stderr);
  const status = await inShell("hearth status");
  assert.match(status.stdout, /web\s+running/);
  assert.equal((await inShell("stop")).code, 0);
});

Deno.test({
  ...requires(
    ["shellcheck"],
    "the short forms are clean POSIX shell and say what is missing",
  ),
  async fn() {
    await using workspace = await tempWorkspace({});
    assert.equal((await workspace.run(["setup"])).code, 0);
    for (const name of ["start", "stop", "hearth"]) {
      const path = workspace.path(".venv/bin", name);
      const { code, stdout } = await workspace.exec(["shellcheck", path]);
      assert.equal(code, 0, stdout);
      const bare = await workspace.exec(["/bin/sh", path], {
        env: { PATH: "/nowhere" },
      });
      assert.equal(bare.code, 127);
      assert.match(bare.stderr, /Cannot find deno or npx on PATH/);
    }
  },
});

Deno.test("a short form asks npx where deno is not on PATH", async () => {
  await using workspace = await tempWorkspace({});
  assert.equal((await workspace.run(["setup"])).code, 0);
  const npx = '#!/bin/sh\necho "npx $*"\n';
  await workspace.write("bin/npx", npx);
  await Deno.chmod(workspace.path("bin/npx"), 0o755);
  const { stdout } = await workspace.exec(
    ["/bin/sh", workspace.path(".venv/bin/start"), "--no-open"],
    { env: { PATH: workspace.path("bin") } },
  );
  const main = workspace.path("main.ts");
  assert.equal(
    stdout,
    `npx -y deno run -A --no-prompt ${main} start --no-open\n`,
  );
});
