/**
 * `setup` with the dependency files that projects have of their own.
 *
 * @module
 */
import assert from "node:assert/strict";
import {
  requires,
  type TempWorkspace,
  tempWorkspace,
} from "../support/harness.ts";
import { makeProject } from "../support/setup/package_index.ts";
import {
  canImport,
  failToSetUp,
  setUp,
} from "../support/setup/setup_fixtures.ts";

const PROJECT = `[project]
name = "shop"
version = "1.0"
requires-python = ">=3.11"
dependencies = ["six"]
[project.optional-dependencies]
fast = ["iniconfig"]
[dependency-groups]
dev = ["toolz"]
docs = ["pluggy"]
`;

/** Which of the modules `.venv` can import. */
async function importable(
  workspace: TempWorkspace,
  ...modules: string[]
): Promise<string[]> {
  const found: string[] = [];
  for (const module of modules) {
    if (await canImport(workspace, module)) found.push(module);
  }
  return found;
}

/** Changes a file's text. */
async function edit(
  workspace: TempWorkspace,
  file: string,
  change: (text: string) => string,
): Promise<void> {
  const text = await Deno.readTextFile(workspace.path(file));
  await workspace.write(file, change(text));
}

/** What the next shell looks at before it takes `.venv` for current. */
async function watchedByShell(workspace: TempWorkspace): Promise<string> {
  return await Deno.readTextFile(workspace.path(".hearth/entry/stamp.bash"));
}

Deno.test({
  ...requires(
    ["uv", "python3"],
    "setup installs uv.lock with all members, and leaves it to uv",
  ),
  async fn() {
    await using workspace = await tempWorkspace({
      declares: { python: { imports: ["shop", "part", "six"] } },
    });
    await makeProject(workspace.root, "shop", ["six", "part"]);
    await makeProject(workspace.path("packages/part"), "part", ["iniconfig"]);
    await edit(
      workspace,
      "pyproject.toml",
      (text) =>
        text.replace('version = "1.0"', '$&\nrequires-python = ">=3.11"') +
        '[tool.uv.workspace]\nmembers = ["packages/*"]\n' +
        "[tool.uv.sources]\npart = { workspace = true }\n",
    );
    const uv = (...args: string[]) => workspace.exec(["uv", ...args]);
    assert.equal((await uv("lock")).code, 0);
    const lock = await Deno.readTextFile(workspace.path("uv.lock"));

    await setUp(workspace);
    assert.deepEqual(
      await importable(workspace, "shop", "part", "six", "iniconfig"),
      ["shop", "part", "six", "iniconfig"],
    );
    assert.equal(await Deno.readTextFile(workspace.path("uv.lock")), lock);
    assert.equal((await setUp(workspace)).outcome, "current");
    const watched = await watchedByShell(workspace);
    for (const file of ["uv.lock", "packages/part/pyproject.toml"]) {
      assert.ok(watched.includes(`'${workspace.path(file)}'`), file);
    }

    const member = "packages/part/pyproject.toml";
    await edit(workspace, member, (text) => `${text}[tool.ruff]\nfix = true\n`);
    assert.equal((await setUp(workspace)).outcome, "current", "a linter's");
    await edit(
      workspace,
      member,
      (text) => text.replace('["iniconfig"]', '["iniconfig", "toolz"]'),
    );
    const { reasons, notes } = await setUp(workspace);
    assert.deepEqual(reasons, [`${member} changed`]);
    assert.match(notes.join(), /uv\.lock does not match .* run: uv lock/);
    assert.equal(await Deno.readTextFile(workspace.path("uv.lock")), lock);

    await setUp(workspace, ["--add", "pluggy"]);
    assert.ok(await canImport(workspace, "pluggy"));
    assert.match(
      await Deno.readTextFile(workspace.path("pyproject.toml")),
      /"pluggy/,
    );
    const added = await Deno.readTextFile(workspace.path("uv.lock"));
    assert.match(added, /^name = "pluggy"$/m);
    await failToSetUp(workspace, ["--add", "no-such-distribution-anywhere"]);
    assert.equal(await Deno.readTextFile(workspace.path("uv.lock")), added);
  },
});

Deno.test({
  ...requires(
    ["uv", "python3", "git"],
    "setup installs pyproject.toml with extras and groups, and git sees no new file",
  ),
  async fn() {
    await using workspace = await tempWorkspace({
      git: true,
      files: { "pyproject.toml": PROJECT },
      declares: {
        python: { from: "pyproject.toml", extras: ["fast"], imports: [] },
      },
    });
    await setUp(workspace);
    const modules = ["six", "iniconfig", "toolz", "pluggy"];
    assert.deepEqual(await importable(workspace, ...modules), [
      "six",
      "iniconfig",
      "toolz",
    ]);
    await setUp(workspace, ["--with", "docs"]);
    assert.deepEqual(await importable(workspace, ...modules), modules);
    const status = await workspace.exec(["git", "status", "--porcelain"]);
    const changed = status.stdout.split("\n").filter((line) =>
      line !== "" && !line.endsWith("notebooks/start.ipynb")
    );
    assert.deepEqual(changed, []);
    assert.match(
      await failToSetUp(workspace, ["--with", "absent"]),
      /Cannot find the group "absent" in pyproject\.toml\nIt has: dev, docs/,
    );
    assert.match(
      await failToSetUp(workspace, ["--lock"]),
      /Cannot put a lock beside pyproject\.toml\nRun: uv lock/,
    );
  },
});

Deno.test({
  ...requires(
    ["uv", "python3"],
    "setup installs the locks that other tools made as they are",
  ),
  async fn() {
    await using workspace = await tempWorkspace({
      declares: { python: { version: ">=3.11", imports: [] } },
    });
    // Two versions older than what would be resolved, one without a hash.
    const locks = {
      "requirements.lock": "# by hand\nsix==1.16.0\niniconfig==2.0.0\n",
      "pylock.toml": "",
    };
    await workspace.write("requirements.txt", "six\niniconfig\ntoolz\n");
    await workspace.write("requirements.lock", locks["requirements.lock"]);
    const { notes } = await setUp(workspace);
    assert.match(
      notes.join(),
      /requirements\.lock lacks toolz, which requirements\.txt lists/,
    );
    assert.equal(
      await Deno.readTextFile(workspace.path("requirements.lock")),
      locks["requirements.lock"],
    );
    assert.match(
      await failToSetUp(workspace, ["--upgrade"]),
      /Cannot upgrade requirements\.lock: another tool made it/,
    );
    await workspace.write("six.in", "six==1.15.0\n");
    const compile = ["uv", "pip", "compile", "--quiet", "six.in", "-o"];
    assert.equal(
      (await workspace.exec([...compile, "pylock.toml"])).code,
      0,
    );
    await setUp(workspace);
    const python = workspace.path(".venv/bin/python");
    const { stdout } = await workspace.exec([
      ...[python, "-c", "import six; print(six.__version__)"],
    ]);
    assert.equal(stdout.trim(), "1.15.0");
    assert.ok(!await canImport(workspace, "iniconfig"));
  },
});

Deno.test({
  ...requires(
    ["uv", "python3"],
    "setup installs the pip part of environment.yml and names the rest",
  ),
  async fn() {
    await using workspace = await tempWorkspace({
      files: {
        "environment.yml":
          "dependencies:\n- python>=3.11\n- mkl=3.9\n- pip:\n  - -r more.txt\n  - six\n",
        "more.txt": "iniconfig\n",
      },
      declares: { python: { from: "environment.yml", imports: [] } },
    });
    const { notes } = await setUp(workspace);
    assert.match(notes.join("\n"), /Left to conda or pixi: mkl$/m);
    assert.deepEqual(await importable(workspace, "six", "iniconfig"), [
      "six",
      "iniconfig",
    ]);
    await workspace.write("more.txt", "toolz\n");
    const { reasons } = await setUp(workspace);
    assert.ok(reasons.includes("more.txt changed"), reasons.join());
    assert.deepEqual(await importable(workspace, "toolz", "iniconfig"), [
      "toolz",
    ]);
  },
});

Deno.test({
  ...requires(
    ["uv", "python3"],
    "setup bounds a shared lock by both ends of the range, and a private one by this Python",
  ),
  async fn() {
    await using workspace = await tempWorkspace({
      declares: { python: { version: ">=3.11,<3.14", imports: [] } },
    });
    await Deno.remove(workspace.path("requirements.lock"));
    await workspace.write(
      "requirements.txt",
      "six; python_version < '3.15'\niniconfig; python_version >= '3.15'\n",
    );
    await setUp(workspace);
    const locked = (file: string): Promise<string> =>
      Deno.readTextFile(workspace.path(file));
    const own = await locked(".hearth/locks/requirements.lock");
    assert.match(own, /^six==\S+ \\$/m);
    await setUp(workspace, ["--lock"]);
    const shared = await locked("requirements.lock");
    assert.match(shared, /^six==\S+ ; python_full_version < '3\.14' \\$/m);
    assert.doesNotMatch(shared, /iniconfig/);
    await assert.rejects(locked(".hearth/locks/requirements.lock"));
    assert.equal((await setUp(workspace)).outcome, "current");
  },
});
