/**
 * `setup` in a member of a uv workspace, whose lock is in a directory above.
 *
 * @module
 */
import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { requires, tempWorkspace } from "../support/harness.ts";
import { makeProject } from "../support/setup/package_index.ts";
import { canImport, setUp } from "../support/setup/setup_fixtures.ts";

Deno.test({
  ...requires(
    ["uv", "python3"],
    "setup in a member of a uv workspace installs it from the lock above, as uv does",
  ),
  async fn() {
    await using workspace = await tempWorkspace({
      declares: { python: { imports: ["part", "six"] } },
    });
    const above = dirname(workspace.root);
    const here = workspace.root.slice(above.length + 1);
    await makeProject(workspace.root, "part", ["six"]);
    await makeProject(join(above, "other"), "other", ["iniconfig"]);
    const text = '[project]\nname = "whole"\nversion = "1"\n' +
      'requires-python = ">=3.11"\n[tool.uv.workspace]\n' +
      `members = [${JSON.stringify(here)}, "other"]\n`;
    await Deno.writeTextFile(join(above, "pyproject.toml"), text);
    const uv = async (...args: string[]): Promise<void> => {
      const { code, stderr } = await workspace.exec(["uv", ...args]);
      assert.equal(code, 0, stderr);
    };
    await uv("lock");
    const file = join(above, "uv.lock");
    const lock = await Deno.readTextFile(file);

    const { notes } = await setUp(workspace);
    assert.equal(
      notes[0],
      "Packages come from ../uv.lock, as part is a member of its uv workspace",
    );
    for (const name of ["part", "six"]) {
      assert.ok(await canImport(workspace, name), name);
    }
    // Of another member.
    assert.ok(!await canImport(workspace, "iniconfig"));
    assert.equal(await Deno.readTextFile(file), lock);
    assert.equal((await setUp(workspace)).outcome, "current");

    await setUp(workspace, ["--add", "pluggy"]);
    assert.ok(await canImport(workspace, "pluggy"));
    const own = await Deno.readTextFile(workspace.path("pyproject.toml"));
    assert.match(own, /"pluggy/);
    assert.equal(await Deno.readTextFile(join(above, "pyproject.toml")), text);
    assert.match(await Deno.readTextFile(file), /^name = "pluggy"$/m);
    await uv("lock", "--check");
  },
});

Deno.test({
  ...requires(
    ["uv", "python3"],
    "setup says that the lock of a uv workspace lacks a member, and goes on without it",
  ),
  async fn() {
    await using workspace = await tempWorkspace({
      declares: { python: { version: ">=3.11", imports: ["six"] } },
    });
    const above = dirname(workspace.root);
    const here = workspace.root.slice(above.length + 1);
    const whole = (...members: string[]): Promise<void> =>
      Deno.writeTextFile(
        join(above, "pyproject.toml"),
        '[project]\nname = "whole"\nversion = "1"\n' +
          'requires-python = ">=3.11"\n[tool.uv.workspace]\n' +
          `members = ${JSON.stringify(members)}\n`,
      );
    await whole("other");
    await makeProject(join(above, "other"), "other", ["six"]);
    const { code, stderr } = await workspace.exec(["uv", "lock"], {
      cwd: above,
    });
    assert.equal(code, 0, stderr);
    const lock = await Deno.readTextFile(join(above, "uv.lock"));

    // They would count before a pyproject.toml.
    for await (const { name } of Deno.readDir(workspace.root)) {
      if (/^requirements.*\.(?:txt|lock)$/.test(name)) {
        await Deno.remove(workspace.path(name));
      }
    }
    await whole("other", `${here}*`);
    await makeProject(workspace.root, "part", ["six"]);
    const { notes } = await setUp(workspace);
    assert.match(
      notes.join("\n"),
      /^\.\.\/uv\.lock lacks this member .*: uv lock$/m,
    );
    assert.ok(await canImport(workspace, "six"));
    assert.equal(await Deno.readTextFile(join(above, "uv.lock")), lock);
  },
});
