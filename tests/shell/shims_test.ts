/**
 * `start`, `stop` and `hearth` inside the activated environment.
 *
 * @module
 */
import assert from "node:assert/strict";
import { freePort, requires, tempWorkspace } from "../support/harness.ts";
import { service } from "../support/services/service_fixtures.ts";

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

Deno.test("a short form has npx fetch Deno once where there is none", async () => {
  await using workspace = await tempWorkspace({});
  assert.equal((await workspace.run(["setup"])).code, 0);
  for (const name of ["mkdir", "mv", "chmod"]) {
    await workspace.exec([
      ...["sh", "-c", 'mkdir -p bin; ln -s "$(command -v "$0")" bin/', name],
    ]);
  }
  const deno = '#!/bin/sh\necho "deno $*"\n';
  await workspace.write("deno", deno);
  await workspace.write(
    "bin/npx",
    '#!/bin/sh\necho "npx $1 $2" >>asked\nfor to; do :; done\n' +
      'while IFS= read -r line; do echo "$line"; done <deno >"$to"\n' +
      'chmod +x "$to"\n',
  );
  await Deno.chmod(workspace.path("bin/npx"), 0o755);
  const start = (): ReturnType<typeof workspace.exec> =>
    workspace.exec(
      ["/bin/sh", workspace.path(".venv/bin/start"), "--no-open"],
      { env: { PATH: workspace.path("bin") } },
    );
  const { root } = workspace;
  const expected = "deno run -A --no-prompt -q --config " +
    `${root}/deno.json ${root}/main.ts start --no-open\n`;
  assert.equal((await start()).stdout, expected);
  assert.equal((await start()).stdout, expected);
  const asked = await Deno.readTextFile(workspace.path("asked"));
  assert.equal(asked, "npx -y deno@2\n");
});

Deno.test("a Deno that is too old is not used, and the message says so", async () => {
  await using workspace = await tempWorkspace({});
  // Like Deno 2.7, it ends "eval" with an error.
  await workspace.write("bin/deno", "#!/bin/sh\nexit 1\n");
  await Deno.chmod(workspace.path("bin/deno"), 0o755);
  const old = await workspace.exec(
    ["/bin/sh", workspace.path("bin/hearth"), "status"],
    { env: { PATH: workspace.path("bin") } },
  );
  assert.equal(old.code, 127);
  assert.match(old.stderr, /Hearth needs Deno 2\.8 or later/);
});
