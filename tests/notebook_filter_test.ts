/**
 * The notebook filter with real git: no output may reach a commit.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { programOf, requires, tempWorkspace } from "./harness.ts";
import { setUp } from "./setup_fixtures.ts";

const SECRET = "a-printed-secret";

const NOTEBOOK = JSON.stringify({
  cells: [{
    ...{ cell_type: "code", execution_count: 1, id: "one", metadata: {} },
    outputs: [{ name: "stdout", output_type: "stream", text: [SECRET] }],
    source: ["print(key)"],
  }],
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5,
});

const AUTHOR = ["-c", "user.name=Test", "-c", "user.email=test@localhost"];

Deno.test({
  ...requires(["git", "uv", "python3"], "setup keeps outputs out of commits"),
  async fn() {
    await using workspace = await tempWorkspace({
      name: "with a space",
      git: true,
    });
    const git = (...args: string[]) => workspace.exec(["git", ...args]);
    await workspace.write("requirements.txt", "six\nnbstripout\n");
    const { notes } = await setUp(workspace);
    assert.match(notes.join(), /without outputs/);
    assert.deepEqual((await setUp(workspace)).notes, []);

    await workspace.write("a.ipynb", NOTEBOOK);
    assert.equal((await git("add", "a.ipynb")).code, 0);
    assert.equal((await git(...AUTHOR, "commit", "-qm", "a")).code, 0);
    const committed = await git("show", "HEAD:a.ipynb");
    assert.match(committed.stdout, /print\(key\)/);
    assert.doesNotMatch(committed.stdout, new RegExp(SECRET));
    assert.match(
      await Deno.readTextFile(workspace.path("a.ipynb")),
      new RegExp(SECRET),
    );

    await Deno.remove(workspace.path(".venv"));
    await workspace.write("b.ipynb", NOTEBOOK);
    const refused = await git("add", "b.ipynb");
    assert.notEqual(refused.code, 0);
    const staged = await git("diff", "--cached", "--name-only");
    assert.equal(staged.stdout, "");
  },
});

Deno.test({
  ...requires(
    ["git", "uv", "python3"],
    "setup installs the filter below a repository's top and in its worktrees",
  ),
  async fn() {
    await using workspace = await tempWorkspace({ name: "top/in a folder" });
    const top = join(workspace.root, "..");
    const git = (cwd: string, ...args: string[]) =>
      workspace.exec(["git", ...args], { cwd });
    await Deno.remove(workspace.path(".gitattributes"));
    await git(top, "init", "-q");
    await workspace.write("requirements.txt", "six\nnbstripout\n");
    await setUp(workspace);
    assert.match(
      await Deno.readTextFile(join(top, ".git/info/attributes")),
      /^\*\.ipynb filter=nbstripout/m,
    );
    await workspace.write("a.ipynb", NOTEBOOK);
    assert.equal((await git(workspace.root, "add", "a.ipynb")).code, 0);
    const staged = await git(workspace.root, "show", ":./a.ipynb");
    assert.match(staged.stdout, /print\(key\)/);
    assert.doesNotMatch(staged.stdout, new RegExp(SECRET));

    await git(top, ...AUTHOR, "commit", "-qm", "a");
    await git(top, "worktree", "add", "-q", "../other");
    const other = join(top, "../other/in a folder");
    await Deno.writeTextFile(join(other, "c.ipynb"), NOTEBOOK);
    assert.notEqual((await git(other, "add", "c.ipynb")).code, 0);
    await Deno.symlink(workspace.path(".venv"), join(other, ".venv"));
    assert.equal((await git(other, "add", "c.ipynb")).code, 0);

    const moved = join(top, "moved");
    await Deno.rename(workspace.root, moved);
    await Deno.writeTextFile(join(moved, "d.ipynb"), NOTEBOOK);
    const again = await workspace.exec([
      ...[Deno.execPath(), "run", "-A", join(moved, "main.ts"), "setup"],
    ], { cwd: moved });
    assert.equal(again.code, 0, again.stderr);
    assert.equal((await git(moved, "add", "d.ipynb")).code, 0);
    await Deno.rename(moved, workspace.root);
  },
});

Deno.test({
  ...requires(
    ["git", "uv", "python3"],
    "setup that ended between the filter's settings lets no output through",
  ),
  async fn() {
    await using workspace = await tempWorkspace({ git: true });
    await workspace.write("requirements.txt", "six\nnbstripout\n");
    await workspace.write("a.ipynb", NOTEBOOK);
    // A git that ends the whole setup at one of the settings.
    const bin = join(workspace.home, "bin");
    await Deno.mkdir(bin);
    for (const last of ["required", "smudge", "textconv", "clean"]) {
      const script = `#!/bin/sh\ncase "$*" in *config*.${last}*) ` +
        `kill -KILL $PPID;; *) exec '${programOf("git")}' "$@";; esac\n`;
      await Deno.writeTextFile(join(bin, "git"), script, { mode: 0o755 });
      const { signal } = await workspace.run(["setup"], {
        env: { PATH: `${bin}:${workspace.env.PATH}` },
      });
      assert.equal(signal, "SIGKILL");
      await workspace.exec(["git", "add", "a.ipynb"]);
      const staged = await workspace.exec(["git", "show", ":a.ipynb"]);
      const isFiltered = !staged.stdout.includes(SECRET);
      assert.equal(isFiltered, last !== "required", last);
      await workspace.exec(["git", "reset", "-q"]);
    }
    await setUp(workspace);
    assert.equal((await workspace.exec(["git", "add", "a.ipynb"])).code, 0);
    const staged = await workspace.exec(["git", "show", ":a.ipynb"]);
    assert.match(staged.stdout, /print\(key\)/);
    assert.doesNotMatch(staged.stdout, new RegExp(SECRET));
  },
});

Deno.test({
  ...requires(
    ["git", "uv", "python3"],
    "setup leaves git alone in a workspace without nbstripout",
  ),
  async fn() {
    await using workspace = await tempWorkspace({ git: true });
    const { notes } = await setUp(workspace);
    assert.doesNotMatch(notes.join(), /without outputs/);
    await workspace.write("a.ipynb", NOTEBOOK);
    const { code, stderr } = await workspace.exec(["git", "add", "a.ipynb"]);
    assert.equal(code, 0, stderr);
  },
});
