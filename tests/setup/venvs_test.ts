/**
 * What `setup` makes of venvs that were moved, damaged or left over.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import type { Claim } from "../../lib/services/claims/claim.ts";
import { workspaceIdentity } from "../../lib/services/claims/workspace_identity.ts";
import { denoSystem } from "../../lib/system/deno.ts";
import {
  requires,
  type TempWorkspace,
  tempWorkspace,
} from "../support/harness.ts";
import { canImport, namesIn, setUp } from "../support/setup/setup_fixtures.ts";

Deno.test({
  ...requires(["uv", "python3"], "setup fixes whatever became of .venv"),
  async fn() {
    await using workspace = await tempWorkspace();
    await workspace.write(".venv/mine.txt", "kept");
    const { notes } = await setUp(workspace);
    assert.match(notes.join(), /it is now \.venv-before-hearth/);
    assert.equal(
      await Deno.readTextFile(workspace.path(".venv-before-hearth/mine.txt")),
      "kept",
    );
    const venv = workspace.path(".venv");
    const damages = [
      // Python empties the directory behind the link, then may refuse to fill it.
      ["sh", "-c", `python3 -m venv --without-pip --clear '${venv}' || true`],
      ["rm", `${venv}/bin/python`],
      ["sh", "-c", `rm -r "$(readlink -f '${venv}')"`],
      ["rm", venv],
      ["sh", "-c", "rm -r .hearth"],
    ];
    for (const damage of damages) {
      assert.equal((await workspace.exec(damage)).code, 0, damage.join(" "));
      assert.equal((await workspace.run(["setup", "--check"])).code, 1);
      await setUp(workspace);
      assert.ok(await canImport(workspace, "six"), damage.join(" "));
      assert.equal((await setUp(workspace)).outcome, "current");
    }
  },
});

Deno.test({
  ...requires(
    ["uv", "python3"],
    "setup works in odd directories and moved ones",
  ),
  async fn() {
    await using workspace = await tempWorkspace({ name: "Wärme & 'Haus' 家" });
    await setUp(workspace);
    assert.ok(await canImport(workspace, "six"));
    const { stderr } = await workspace.run(["setup"], {
      cwd: workspace.path("notebooks"),
    });
    assert.match(stderr, /Already set up/);

    const copy = join(workspace.home, "moved");
    await Deno.rename(workspace.root, copy);
    const main = [Deno.execPath(), "run", "-A", join(copy, "main.ts")];
    const moved = await workspace.exec([...main, "setup", "--json"], {
      cwd: copy,
    });
    assert.equal(JSON.parse(moved.stdout).outcome, "built", moved.stderr);
    await Deno.rename(copy, workspace.root);
  },
});

Deno.test({
  ...requires(
    ["uv", "python3"],
    "setup keeps three unused venvs and used ones",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const { venv: used } = await setUp(workspace);
    await workspace.write(
      ".hearth/run/web.json",
      JSON.stringify(await claimOn(workspace, used)),
    );
    const venvs = [];
    for (const version of ["1.16.0", "1.15.0", "1.14.0", "1.13.0", "1.12.0"]) {
      await workspace.write("requirements.txt", `six==${version}\n`);
      venvs.push((await setUp(workspace)).venv);
    }
    const left = await namesIn(workspace.path(".hearth/venvs"));
    const expected = [used, ...venvs.slice(1)]
      .map((venv) => venv.slice(venv.lastIndexOf("/") + 1)).sort();
    assert.deepEqual(left, expected);
    await Deno.remove(workspace.path(".hearth/run"), { recursive: true });
  },
});

/** A claim that names a venv; nothing of it runs. */
async function claimOn(
  workspace: TempWorkspace,
  venv: string,
): Promise<Claim> {
  return {
    root: workspace.root,
    workspace: await workspaceIdentity({
      system: denoSystem(),
      paths: workspace,
    }),
    service: "web",
    run: "r",
    pid: 2,
    startTime: "0",
    bootId: "none",
    mode: "background",
    command: ["true"],
    port: null,
    url: null,
    log: "/dev/null",
    venv,
    stopTimeout: 1,
    socket: null,
    since: "2000-01-01T00:00:00Z",
    readyMs: null,
    stopping: null,
  };
}
