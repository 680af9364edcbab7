/**
 * `setup` with real uv, Python and git.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { requires, tempWorkspace } from "../support/harness.ts";
import { canImport, namesIn, setUp } from "../support/setup/setup_fixtures.ts";

Deno.test({
  ...requires(
    ["uv", "python3"],
    "setup builds once and then has nothing to do",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const before = await workspace.run(["setup", "--check"]);
    assert.equal(before.code, 1);
    assert.match(before.stderr, /\.venv is missing/);
    assert.deepEqual(await namesIn(workspace.path(".hearth")), []);

    const first = await setUp(workspace);
    assert.equal(first.outcome, "built");
    assert.ok(await canImport(workspace, "six"));
    const link = await Deno.readLink(workspace.path(".venv"));
    assert.match(link, /^\.hearth\/venvs\/[0-9a-f]{16}$/);
    assert.equal(first.venv, await Deno.realPath(workspace.path(".venv")));
    const state = await Deno.stat(workspace.path(".hearth"));
    assert.equal((state.mode ?? 0) & 0o777, 0o700);

    const second = await workspace.run(["setup"]);
    assert.equal(second.stderr, "Already set up\n");
    assert.equal((await workspace.run(["setup", "--check"])).code, 0);
  },
});

Deno.test({
  ...requires(
    ["uv", "python3", "strace"],
    "setup starts no process for a current .venv or a known lock",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    await setUp(workspace);
    const lock = await Deno.readTextFile(workspace.path("requirements.lock"));
    await setUp(workspace, ["--add", "iniconfig"]);
    await workspace.write("requirements.txt", "six==1.17.0\n");
    await workspace.write("requirements.lock", lock);
    const main = [Deno.execPath(), "run", "-A", workspace.path("main.ts")];
    for (const outcome of ["reused", "current"]) {
      const trace = join(workspace.home, outcome);
      const { stdout, code } = await workspace.exec([
        ...["strace", "-f", "-e", "trace=execve", "-o", trace],
        ...[...main, "setup", "--json"],
      ]);
      assert.equal(code, 0);
      assert.equal(JSON.parse(stdout).outcome, outcome);
      const calls = (await Deno.readTextFile(trace)).match(/execve\(/g);
      assert.equal(calls?.length, 1, `processes for ${outcome}`);
    }
  },
});

Deno.test({
  ...requires(["uv", "python3"], "setup locks edited requirements again"),
  async fn() {
    await using workspace = await tempWorkspace({
      files: { "requirements.txt": "-r more.txt\n", "more.txt": "six<1.17\n" },
    });
    await Deno.remove(workspace.path("requirements.lock"));
    await setUp(workspace, ["--lock"]);
    const lock = await Deno.readTextFile(workspace.path("requirements.lock"));
    assert.match(lock, /^six==1\.16\.0 /m);
    assert.match(lock, /--hash=sha256:/);
    assert.doesNotMatch(lock, /https?:|index-url/);

    await workspace.write("more.txt", "six # any\niniconfig\n");
    const check = await workspace.run(["setup", "--check"]);
    assert.equal(check.code, 1);
    assert.match(
      check.stderr,
      /requirements\.lock does not match requirements\.txt/,
    );
    const { outcome, reasons } = await setUp(workspace);
    assert.equal(outcome, "built");
    assert.ok(reasons.includes("more.txt changed"), reasons.join());
    const renewed = await Deno.readTextFile(
      workspace.path("requirements.lock"),
    );
    assert.match(renewed, /^six==1\.16\.0 /m, "kept pin");
    assert.ok(await canImport(workspace, "iniconfig"));

    await workspace.write("more.txt", "# more\nsix\niniconfig\n");
    assert.equal((await setUp(workspace)).outcome, "current");
    await setUp(workspace, ["--upgrade"]);
    const upgraded = await Deno.readTextFile(
      workspace.path("requirements.lock"),
    );
    assert.doesNotMatch(upgraded, /^six==1\.16\.0 /m);
  },
});

Deno.test({
  ...requires(["uv", "python3"], "setup keeps and names what came by hand"),
  async fn() {
    await using workspace = await tempWorkspace();
    await setUp(workspace);
    const pip = ["uv", "pip"];
    const into = ["--python", workspace.path(".venv", "bin", "python")];
    await workspace.exec([...pip, "install", ...into, "iniconfig"]);
    const kept = await setUp(workspace);
    assert.equal(kept.outcome, "current");
    assert.match(kept.notes.join(), /manually and kept: iniconfig==/);

    await workspace.exec([...pip, "uninstall", ...into, "six"]);
    assert.equal(await canImport(workspace, "six"), false);
    const fixed = await setUp(workspace);
    assert.match(fixed.reasons.join(), /six is missing/);
    assert.ok(await canImport(workspace, "six"));
    assert.ok(await canImport(workspace, "iniconfig"));

    await workspace.write("requirements.txt", "six==1.16.0\n");
    const changed = await setUp(workspace);
    assert.match(changed.notes.join(), /setup --add iniconfig/);
    assert.equal(await canImport(workspace, "iniconfig"), false);
    await setUp(workspace, ["--add", "iniconfig"]);
    assert.ok(await canImport(workspace, "iniconfig"));
    assert.equal(
      await Deno.readTextFile(workspace.path("requirements.txt")),
      "six==1.16.0\niniconfig\n",
    );
  },
});

Deno.test({
  ...requires(["uv", "python3"], "two setups at once build one venv"),
  async fn() {
    await using workspace = await tempWorkspace();
    const answers = await Promise.all([setUp(workspace), setUp(workspace)]);
    assert.deepEqual(answers.map(({ outcome }) => outcome).sort(), [
      "built",
      "current",
    ]);
    assert.equal(answers[0]?.venv, answers[1]?.venv);
    assert.equal((await namesIn(workspace.path(".hearth/venvs"))).length, 1);
  },
});

Deno.test({
  ...requires(["uv", "python3"], "setup --with adds a group until --without"),
  async fn() {
    await using workspace = await tempWorkspace({
      files: { "requirements-extra.txt": "iniconfig\nsix\n" },
    });
    await setUp(workspace, ["--with", "extra"]);
    assert.ok(await canImport(workspace, "iniconfig"));
    assert.equal((await setUp(workspace)).outcome, "current");
    await setUp(workspace, ["--without", "extra"]);
    assert.equal(await canImport(workspace, "iniconfig"), false);
    assert.equal((await setUp(workspace)).outcome, "current");
  },
});

Deno.test({
  ...requires(["uv", "python3"], "setup installs the project's own lock"),
  async fn() {
    await using workspace = await tempWorkspace({ kind: "full" });
    const lock = await Deno.readTextFile(workspace.path("requirements.lock"));
    assert.doesNotMatch(lock, /https?:|index-url|^rfc3987-syntax/m);
    const { notes } = await setUp(workspace, ["--locked"]);
    assert.match(notes.join(), /notebooks\/start\.ipynb/);
    assert.ok(await canImport(workspace, "jupyterlab"));
    assert.equal(
      await Deno.readTextFile(workspace.path("requirements.lock")),
      lock,
    );
    await workspace.write("notebooks/start.ipynb", "mine");
    await setUp(workspace);
    assert.equal(
      await Deno.readTextFile(workspace.path("notebooks/start.ipynb")),
      "mine",
    );
    const program = JSON.parse(
      await Deno.readTextFile(
        workspace.path("notebooks/starter_template.ipynb"),
      ),
    ).cells.filter((cell: { cell_type: string }) => cell.cell_type === "code")
      .slice(0, 2).map((cell: { source: string[] }) => cell.source.join(""))
      .join("\n");
    await workspace.write(".env", "API_KEY=value\n");
    const absent = await workspace.exec(
      [workspace.path(".venv/bin/python"), "-c", program],
      { env: { OLLAMA_HOST: "http://127.0.0.1:9" } },
    );
    assert.equal(absent.code, 0, absent.stderr);
    assert.match(
      absent.stdout,
      /Known secrets: API_KEY\nOllama does not answer/,
    );
  },
});
