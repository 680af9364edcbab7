/**
 * `init`, its dry run and its undo, on repositories as people have them.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { requires } from "../support/harness.ts";
import { initRepository } from "../support/init/init_repository.ts";

const STREAMLIT = {
  "app.py": "import streamlit as st\n\nst.title('Shop')\n",
  "requirements.txt": "streamlit\n",
};

Deno.test({
  ...requires(
    ["git"],
    "init writes a workspace, a second run changes nothing, undo removes it",
  ),
  async fn() {
    await using repository = await initRepository({
      files: { ...STREAMLIT, ".gitignore": "*.pyc\r\n/build" },
    });
    const before = await repository.snapshot();
    const { code, stdout, stderr } = await repository.hearth(["init", "--yes"]);
    assert.equal(code, 0, stderr);
    assert.equal(stdout, "");
    assert.equal(
      stderr,
      "Found Streamlit: app.py\nAdded lines to .gitignore\nWrote hearth\n" +
        "Wrote deno.json\nWrote workspace.ts\nNext: ./hearth start\n",
    );
    assert.equal(
      await repository.read("workspace.ts"),
      `import { defineWorkspace, streamlit } from "hearth";

export default defineWorkspace({
  name: "shop",
  python: { version: ">=3.11" },
  services: {
    app: streamlit(),
  },
});
`,
    );
    assert.equal(
      await repository.read(".gitignore"),
      "*.pyc\r\n/build\r\n/.venv\r\n/.hearth/",
    );
    assert.deepEqual(await repository.status(), [
      " M .gitignore",
      "?? deno.json",
      "?? hearth",
      "?? workspace.ts",
    ]);
    const { mode } = await Deno.stat(repository.path("hearth"));
    assert.equal((mode ?? 0) & 0o777, 0o755);

    const written = await repository.snapshot();
    const second = await repository.hearth(["init"]);
    assert.deepEqual([second.code, second.stderr], [0, "Nothing to change\n"]);
    assert.deepEqual(await repository.snapshot(), written);

    const undone = await repository.hearth(["init", "--undo"]);
    assert.equal(undone.code, 0, undone.stderr);
    assert.deepEqual(await repository.snapshot(), before);
    assert.deepEqual(await repository.status(), []);
  },
});

Deno.test("init --undo keeps what services stored, and says how to remove it", async () => {
  await using repository = await initRepository({ files: STREAMLIT });
  const before = await repository.snapshot();
  await repository.hearth(["init", "--yes"]);
  await Deno.mkdir(repository.path(".hearth/data/db"), { recursive: true });
  await Deno.writeTextFile(repository.path(".hearth/data/db/rows"), "1");
  const says =
    /Would keep \.hearth\/data: .* To remove: rm -r '.*\/\.hearth'\n/;
  const dry = await repository.hearth(["init", "--undo", "--dry-run"]);
  assert.match(dry.stderr, says);
  assert.doesNotMatch(dry.stderr, /Would remove .*\.hearth/);
  const { stderr } = await repository.hearth(["init", "--undo"]);
  assert.match(stderr, /Kept \.hearth\/data: /);
  assert.equal(await repository.read(".hearth/data/db/rows"), "1");
  const [, command = ""] = /To remove: (.*)\n/.exec(stderr) ?? [];
  await repository.exec(["sh", "-c", command]);
  assert.deepEqual(await repository.snapshot(), before);
});

Deno.test({
  ...requires(
    ["git"],
    "init --dry-run prints a patch that git applies, and writes nothing",
  ),
  async fn() {
    await using repository = await initRepository({ files: STREAMLIT });
    const before = await repository.snapshot();
    const { code, stdout, stderr } = await repository.hearth([
      "init",
      "--dry-run",
      "--nix",
    ]);
    assert.equal(code, 0, stderr);
    assert.deepEqual(await repository.snapshot(), before);
    const patch = repository.path("..", "init.patch");
    await Deno.writeTextFile(patch, stdout);
    const applied = await repository.exec(["git", "apply", patch]);
    assert.equal(applied.code, 0, applied.stderr);
    const patched = await repository.snapshot();
    await repository.exec(["git", "checkout", "--quiet", "."]);
    await repository.exec(["git", "clean", "-fdq"]);
    await repository.hearth(["init", "--yes", "--nix"]);
    await Deno.remove(repository.path(".hearth"), { recursive: true });
    assert.deepEqual(await repository.snapshot(), patched);
    for (const file of ["flake.nix", ".envrc", "local.nix.example"]) {
      assert.ok(file in patched, file);
    }
  },
});

Deno.test("init --json prints one object, for a directory that is given", async () => {
  await using repository = await initRepository({ git: false });
  const shop = join(repository.root, "a b");
  await Deno.mkdir(shop);
  await Deno.writeTextFile(
    join(shop, "web.py"),
    "from flask import Flask\napp = Flask('x')\n",
  );
  const { code, stdout, stderr } = await repository.hearth(
    ["init", "a b", "--json"],
  );
  assert.deepEqual([code, stderr], [0, ""]);
  const report = JSON.parse(stdout);
  assert.equal(report.root, shop);
  assert.deepEqual(report.services, ["app"]);
  assert.deepEqual(report.written, [
    ".gitignore",
    "hearth",
    "requirements.txt",
    "deno.json",
    "workspace.ts",
  ]);
  assert.equal(
    await Deno.readTextFile(join(shop, "requirements.txt")),
    "flask\n",
  );
  const missing = await repository.hearth(["init", "nowhere"]);
  assert.equal(missing.code, 2);
  assert.match(missing.stderr, /it is not a directory/);
});

Deno.test("init --undo keeps and names what was edited", async () => {
  await using repository = await initRepository({ files: STREAMLIT });
  await repository.hearth(["init", "--yes"]);
  const text = await repository.read("workspace.ts");
  const edited = text.replace("streamlit()", "streamlit({ port: 9000 })");
  await Deno.writeTextFile(repository.path("workspace.ts"), edited);
  const { code, stderr } = await repository.hearth(["init", "--undo"]);
  assert.equal(code, 0, stderr);
  assert.match(stderr, /Kept workspace\.ts: edited since init/);
  assert.equal(await repository.read("workspace.ts"), edited);
  assert.deepEqual(await repository.status(), ["?? workspace.ts"]);
  const again = await repository.hearth(["init", "--undo"]);
  assert.equal(again.code, 1);
  assert.match(again.stderr, /no record of it/);
});

Deno.test("init --undo leaves the user's own .venv, also one that setup moved aside", async () => {
  await using repository = await initRepository({ files: STREAMLIT });
  const { path } = repository;
  await Deno.mkdir(path(".venv"));
  await Deno.writeTextFile(path(".venv/mine.txt"), "mine");
  const before = await repository.snapshot();
  for (const isMoved of [false, true]) {
    await repository.hearth(["init", "--yes"]);
    if (isMoved) {
      await Deno.rename(path(".venv"), path(".venv-before-hearth"));
      await Deno.symlink(".hearth/venvs/a", path(".venv"));
    }
    const dry = await repository.hearth(["init", "--undo", "--dry-run"]);
    assert.match(
      dry.stderr,
      isMoved
        ? /Would remove .*, \.venv, \.hearth\nWould restore \.venv\n/
        : /Would remove .*workspace\.ts, \.hearth\n$/,
    );
    const { code, stderr } = await repository.hearth(["init", "--undo"]);
    assert.equal(code, 0, stderr);
    assert.equal(
      stderr,
      dry.stderr.replaceAll("Would r", "R")
        .replaceAll("Remove ", "Removed ").replaceAll("Restore ", "Restored "),
    );
    assert.deepEqual(await repository.snapshot(), before);
  }
});

Deno.test("init of another directory says how to start there", async () => {
  await using repository = await initRepository({
    files: Object.fromEntries(
      Object.entries(STREAMLIT).map((
        [name, text],
      ) => [`my shop/${name}`, text]),
    ),
  });
  const { code, stderr } = await repository.hearth([
    "init",
    "my shop",
    "--yes",
  ]);
  assert.equal(code, 0, stderr);
  assert.match(stderr, /\nNext: cd 'my shop' && \.\/hearth start\n$/);
});
