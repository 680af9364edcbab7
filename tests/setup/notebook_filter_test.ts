/**
 * The notebook filter with real git: no output reaches a commit while `.venv`
 * has nbstripout, and git works in any case.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { programOf, requires, tempWorkspace } from "../support/harness.ts";
import { setUp } from "../support/setup/setup_fixtures.ts";

const SECRET = "a-printed-secret";
const LEAK = new RegExp(SECRET);

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
    assert.match(notes.join(), /without their outputs/);
    assert.deepEqual((await setUp(workspace)).notes, []);

    await workspace.write("a.ipynb", NOTEBOOK);
    assert.equal((await git("add", "a.ipynb")).code, 0);
    assert.equal((await git(...AUTHOR, "commit", "-qm", "a")).code, 0);
    const committed = await git("show", "HEAD:a.ipynb");
    assert.match(committed.stdout, /print\(key\)/);
    assert.doesNotMatch(committed.stdout, LEAK);
    assert.match(await Deno.readTextFile(workspace.path("a.ipynb")), LEAK);

    const shown = await git("diff", "--no-index", "/dev/null", "a.ipynb");
    assert.match(shown.stdout, /print\(key\)/);
    assert.doesNotMatch(shown.stdout, LEAK);
  },
});

Deno.test({
  ...requires(
    ["git", "uv", "python3"],
    "git works with a warning where .venv or nbstripout is missing or fails",
  ),
  async fn() {
    await using workspace = await tempWorkspace({ git: true });
    const git = (...args: string[]) => workspace.exec(["git", ...args]);
    await workspace.write("requirements.txt", "six\nnbstripout\n");
    await setUp(workspace);
    await workspace.write("a.ipynb", NOTEBOOK);
    await git("add", "--all");
    await git(...AUTHOR, "commit", "-qm", "a");

    const works = async (warning: RegExp): Promise<void> => {
      await workspace.write("b.ipynb", NOTEBOOK);
      const added = await git("add", "b.ipynb");
      assert.equal(added.code, 0, added.stderr);
      // Git may ask about a.ipynb again too, as its entry is young.
      const lines = added.stderr.trimEnd().split("\n")
        .filter((line) => !/^warning: .* a\.ipynb: /.test(line));
      assert.equal(lines.length, 1, added.stderr);
      assert.match(lines[0] ?? "", warning);
      assert.equal((await git("show", ":b.ipynb")).stdout, NOTEBOOK);
      await workspace.write("a.ipynb", `${NOTEBOOK}\n`);
      for (const line of ["status", "diff", "checkout a.ipynb", "stash"]) {
        const { code, stderr } = await git(...line.split(" "));
        assert.equal(code, 0, `git ${line}: ${stderr}`);
      }
    };
    const { code } = await workspace.exec([
      ...["uv", "pip", "uninstall", "--quiet", "nbstripout"],
      ...["--python", workspace.path(".venv/bin/python")],
    ]);
    assert.equal(code, 0);
    await works(/^warning: .* b\.ipynb: nbstripout is not installed; run/);
    await Deno.remove(workspace.path(".venv"));
    await works(/^warning: .* b\.ipynb: \.venv does not exist; run/);
    const log = await git("log", "-p", "--", "a.ipynb");
    assert.deepEqual([log.code, log.stderr], [0, ""]);
    assert.match(log.stdout, /print\(key\)/);
    await setUp(workspace);
    // What git leaves in a file that it could not merge.
    await workspace.write("b.ipynb", `<<<<<<< ours\n${NOTEBOOK}`);
    const added = await git("add", "b.ipynb");
    assert.equal(added.code, 0, added.stderr);
    assert.match(added.stderr, /^warning: .* b\.ipynb: .*notebook.*\n$/);
    assert.match((await git("show", ":b.ipynb")).stdout, /^<<<<<<< ours/);
    await workspace.write("b.ipynb", NOTEBOOK);
    await git("add", "b.ipynb");
    const staged = await git("show", ":b.ipynb");
    assert.doesNotMatch(staged.stdout, LEAK);
  },
});

Deno.test({
  ...requires(
    ["git", "uv", "python3"],
    "clean --all removes the notebook filter with the last .venv that has it",
  ),
  async fn() {
    await using workspace = await tempWorkspace({ git: true });
    const git = (...args: string[]) => workspace.exec(["git", ...args]);
    await Deno.remove(workspace.path(".gitattributes"));
    await workspace.write("requirements.txt", "six\nnbstripout\n");
    await git("commit", "-qam", "no attributes");
    const config = await Deno.readTextFile(workspace.path(".git/config"));
    const other = join(workspace.root, "../other");
    await git("worktree", "add", "-q", other);
    await setUp(workspace);
    await Deno.mkdir(join(other, ".venv/bin"), { recursive: true });
    await Deno.writeTextFile(join(other, ".venv/bin/python"), "");
    const clean = async (): Promise<void> => {
      const { code, stderr } = await workspace.run(["clean", "--all"]);
      assert.equal(code, 0, stderr);
    };
    await clean();
    await Deno.stat(workspace.path(".git/hearth"));
    await Deno.remove(join(other, ".venv"), { recursive: true });
    await clean();
    await assert.rejects(Deno.stat(workspace.path(".git/hearth")));
    assert.equal(
      await Deno.readTextFile(workspace.path(".git/config")),
      config,
    );
    await assert.rejects(Deno.stat(workspace.path(".git/info/attributes")));
    await workspace.write("a.ipynb", NOTEBOOK);
    const { code, stderr } = await git("add", "a.ipynb");
    assert.deepEqual([code, stderr], [0, ""]);
  },
});

Deno.test({
  ...requires(
    ["git", "uv", "python3"],
    "setup replaces a filter of an earlier Hearth, which made git fail",
  ),
  async fn() {
    await using workspace = await tempWorkspace({ git: true });
    await workspace.write("requirements.txt", "six\nnbstripout\n");
    const earlier = {
      "filter.nbstripout.required": "true",
      "filter.nbstripout.smudge": "cat",
      "diff.ipynb.textconv": ".venv/bin/python -m nbstripout -t",
      "filter.nbstripout.clean": ".venv/bin/python -m nbstripout",
    };
    for (const [name, value] of Object.entries(earlier)) {
      await workspace.exec(["git", "config", name, value]);
    }
    await setUp(workspace);
    const { stdout } = await workspace.exec([
      ...["git", "config", "--local", "--list"],
    ]);
    assert.doesNotMatch(stdout, /nbstripout|ipynb/);
    assert.match(stdout, /^include\.path=hearth\/notebooks\.config$/m);
  },
});

Deno.test({
  ...requires(
    ["git", "uv", "python3"],
    "setup installs the filter below a repository's top and in its worktrees",
  ),
  async fn() {
    await using workspace = await tempWorkspace({ name: "top/in a directory" });
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
    assert.doesNotMatch(staged.stdout, LEAK);

    await git(top, ...AUTHOR, "commit", "-qm", "a");
    await git(top, "worktree", "add", "-q", "../other");
    const other = join(top, "../other/in a directory");
    await Deno.writeTextFile(join(other, "c.ipynb"), NOTEBOOK);
    const unset = await git(other, "add", "c.ipynb");
    assert.equal(unset.code, 0, unset.stderr);
    assert.match(
      unset.stderr,
      /c\.ipynb: in a directory\/\.venv does not exist/,
    );
    await git(other, "rm", "-q", "--cached", "c.ipynb");
    await Deno.symlink(workspace.path(".venv"), join(other, ".venv"));
    assert.equal((await git(other, "add", "c.ipynb")).code, 0);
    const cleaned = await git(other, "show", ":./c.ipynb");
    assert.doesNotMatch(cleaned.stdout, LEAK);

    const moved = join(top, "moved");
    await Deno.rename(workspace.root, moved);
    await Deno.writeTextFile(join(moved, "d.ipynb"), NOTEBOOK);
    const again = await workspace.exec([
      ...[Deno.execPath(), "run", "-A", join(moved, "main.ts"), "setup"],
    ], { cwd: moved });
    assert.equal(again.code, 0, again.stderr);
    const warned = await git(moved, "add", "d.ipynb");
    assert.deepEqual([warned.code, warned.stderr], [0, ""]);
    await Deno.rename(moved, workspace.root);
  },
});

Deno.test({
  ...requires(
    ["git", "uv", "python3"],
    "setup that ended while it installed the filter leaves a git that works",
  ),
  async fn() {
    await using workspace = await tempWorkspace({ git: true });
    await workspace.write("requirements.txt", "six\nnbstripout\n");
    await workspace.write("a.ipynb", NOTEBOOK);
    // A git that ends the whole setup before or after it keeps the settings.
    const bin = join(workspace.home, "bin");
    await Deno.mkdir(bin);
    const git = programOf("git");
    for (const before of ["", `'${git}' "$@"; `]) {
      const script = `#!/bin/sh\ncase "$*" in *include.path*) ` +
        `${before}kill -KILL $PPID;; *) exec '${git}' "$@";; esac\n`;
      await Deno.writeTextFile(join(bin, "git"), script, { mode: 0o755 });
      const { signal } = await workspace.run(["setup"], {
        env: { PATH: `${bin}:${workspace.env.PATH}` },
      });
      assert.equal(signal, "SIGKILL");
      for (const args of [["add", "a.ipynb"], ["status"], ["reset", "-q"]]) {
        const { code, stderr } = await workspace.exec(["git", ...args]);
        assert.equal(code, 0, stderr);
      }
    }
    await setUp(workspace);
    assert.equal((await workspace.exec(["git", "add", "a.ipynb"])).code, 0);
    const staged = await workspace.exec(["git", "show", ":a.ipynb"]);
    assert.match(staged.stdout, /print\(key\)/);
    assert.doesNotMatch(staged.stdout, LEAK);
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
    assert.doesNotMatch(notes.join(), /without their outputs/);
    await workspace.write("a.ipynb", NOTEBOOK);
    const { code, stderr } = await workspace.exec(["git", "add", "a.ipynb"]);
    assert.deepEqual([code, stderr], [0, ""]);

    await workspace.write("requirements.txt", "six\nnbstripout\n");
    await setUp(workspace);
    await Deno.stat(workspace.path(".git/hearth"));
    await workspace.write("requirements.txt", "six\n");
    await setUp(workspace);
    // The lock still named it while that setup installed.
    await setUp(workspace);
    await assert.rejects(Deno.stat(workspace.path(".git/hearth")));
  },
});

Deno.test({
  ...requires(
    ["shellcheck"],
    "shellcheck finds nothing in the notebook filter",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const { code, stdout } = await workspace.exec([
      ...["shellcheck", "lib/setup/notebooks/notebook_filter.sh"],
    ]);
    assert.equal(code, 0, stdout);
  },
});
