/**
 * What `setup` is told, by flags and by files, and what it keeps of that.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { CHECKOUT } from "../support/checkout.ts";
import { requires, tempWorkspace } from "../support/harness.ts";
import {
  basePython,
  canImport,
  failToSetUp,
  setUp,
} from "../support/setup/setup_fixtures.ts";

Deno.test({
  ...requires(["uv", "python3"], "setup locks again when uv.toml changes"),
  async fn() {
    await using workspace = await tempWorkspace({
      files: { "requirements.txt": "six\njinja2\n" },
    });
    const { venv } = await setUp(workspace);
    assert.ok(await canImport(workspace, "markupsafe"));
    await workspace.write(
      "uv.toml",
      'exclude-dependencies = ["markupsafe"]\n',
    );
    const after = await setUp(workspace);
    assert.match(after.reasons.join(), /uv\.toml changed/);
    assert.notEqual(after.venv, venv);
    assert.equal(await canImport(workspace, "markupsafe"), false);
  },
});

Deno.test({
  ...requires(["uv", "python3"], "setup --add says what it does not append"),
  async fn() {
    await using workspace = await tempWorkspace();
    await setUp(workspace);
    const { outcome, notes } = await setUp(workspace, ["--add", "Six==1.16.0"]);
    assert.equal(outcome, "current");
    assert.match(notes.join(), /requirements\.txt already has six;/);
    assert.equal(
      await Deno.readTextFile(workspace.path("requirements.txt")),
      "six==1.17.0\n",
    );
  },
});

Deno.test({
  ...requires(["uv", "python3"], "setup --python holds from every directory"),
  async fn() {
    await using workspace = await tempWorkspace();
    const bin = workspace.path("sub", "bin");
    await Deno.mkdir(bin, { recursive: true });
    await Deno.symlink(await basePython(workspace), join(bin, "mine"));
    const main = workspace.path("main.ts");
    const { code, stderr } = await workspace.exec([
      ...[Deno.execPath(), "run", "-A", main, "setup", "--python", "./mine"],
    ], { cwd: bin, env: { HEARTH_ROOT: workspace.root } });
    assert.equal(code, 0, stderr);
    assert.equal((await setUp(workspace)).outcome, "current");
    await Deno.remove(workspace.path(".hearth", "venvs"), { recursive: true });
    assert.equal((await setUp(workspace)).outcome, "built");
    await Deno.remove(join(bin, "mine"));
    await Deno.remove(workspace.path(".hearth", "venvs"), { recursive: true });
    assert.match(await failToSetUp(workspace), /mine does not run\n.*auto/);
    assert.equal(
      (await setUp(workspace, ["--python", "auto"])).outcome,
      "built",
    );
  },
});

Deno.test("setup refuses --upgrade together with --locked", async () => {
  await using workspace = await tempWorkspace();
  const { code, stderr } = await workspace.run([
    ...["setup", "--upgrade", "--locked"],
  ]);
  assert.equal(code, 2);
  assert.match(
    stderr,
    /^Error: Cannot combine --upgrade and --locked\nUse one of them/,
  );
});

Deno.test({
  ...requires(
    ["uv", "python3"],
    "setup hands the starter notebook out once, whatever else it keeps",
  ),
  async fn() {
    await using workspace = await tempWorkspace({
      files: { "requirements-extra.txt": "iniconfig\n" },
    });
    await setUp(workspace, ["--with", "extra"]);
    await Deno.remove(workspace.path("notebooks", "start.ipynb"));
    assert.deepEqual((await setUp(workspace)).notes, []);
    await assert.rejects(
      Deno.stat(workspace.path("notebooks", "start.ipynb")),
      Deno.errors.NotFound,
    );
    assert.ok(await canImport(workspace, "iniconfig"));
  },
});

Deno.test({
  ...requires(
    ["uv", "python3", "nix"],
    "setup --upgrade renews flake.lock where there is a flake",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const input = join(workspace.home, "input");
    await Deno.mkdir(input);
    await Deno.writeTextFile(join(input, "file"), "one");
    const flake =
      `{ inputs.thing = { url = "path:${input}"; flake = false; };` +
      " outputs = _: { }; }\n";
    await workspace.write("flake.nix", flake);
    await Deno.remove(workspace.path("flake.lock")).catch(() => {});
    await setUp(workspace);
    const lock = workspace.path("flake.lock");
    await assert.rejects(Deno.stat(lock), Deno.errors.NotFound);
    await setUp(workspace, ["--upgrade"]);
    const before = await Deno.readTextFile(lock);
    await Deno.writeTextFile(join(input, "file"), "two");
    await setUp(workspace, ["--upgrade"]);
    assert.notEqual(await Deno.readTextFile(lock), before);
    await workspace.write("flake.nix", "{ outputs = }\n");
    assert.match(
      await failToSetUp(workspace, ["--upgrade"]),
      /Cannot update flake\.lock: .*syntax error.*\nRun nix flake update/s,
    );
  },
});

Deno.test({
  ...requires(["uv", "python3"], "the groups that come with the clone resolve"),
  async fn() {
    const files = [...Deno.readDirSync(CHECKOUT)].map(({ name }) => name)
      .filter((name) => /^requirements-\w+\.txt$/.test(name));
    assert.ok(files.length >= 3);
    await using workspace = await tempWorkspace();
    for (const name of files) {
      const { code, stderr, stdout } = await workspace.exec([
        ...["uv", "pip", "compile", "--quiet", "--universal"],
        ...["--python-version", "3.11", "--constraint"],
        ...[join(CHECKOUT, "requirements.lock"), join(CHECKOUT, name)],
      ]);
      assert.equal(code, 0, stderr);
      assert.match(stdout, /^(torch|jupyter-ai)==/m);
    }
  },
});
