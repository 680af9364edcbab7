/**
 * `init` in repositories that have something in its way.
 *
 * @module
 */
import assert from "node:assert/strict";
import {
  initRepository,
  type Snapshot,
} from "../support/init/init_repository.ts";

const APP = {
  "app.py": "import streamlit as st\nst.title('x')\n",
  "requirements.txt": "streamlit\n",
};

/** Fails when a file is not as before. */
function assertKept(before: Snapshot, after: Snapshot): void {
  const kept = Object.fromEntries(
    Object.keys(before).map((path) => [path, after[path]]),
  );
  assert.deepEqual(kept, before);
}

Deno.test("init in an empty directory says that there is nothing to start", async () => {
  await using repository = await initRepository({ git: false });
  const { code, stderr } = await repository.hearth(["init"]);
  assert.equal(code, 0);
  assert.match(stderr, /Found nothing to start\. Add a service/);
  assert.match(await repository.read("workspace.ts"), /services: \{\},/);
});

Deno.test("init works in a repository without commits", async () => {
  await using repository = await initRepository({
    files: APP,
    git: "no commits",
  });
  const { code, stderr } = await repository.hearth(["init"]);
  assert.equal(code, 0, stderr);
  assert.match(stderr, /Found Streamlit: app\.py\n/);
  const undone = await repository.hearth(["init", "--undo"]);
  assert.equal(undone.code, 0, undone.stderr);
  assert.deepEqual(await repository.status(), [
    "?? app.py",
    "?? requirements.txt",
  ]);
});

Deno.test("init leaves configuration of the repository's own as it is", async () => {
  const cases: [Record<string, string>, RegExp][] = [
    [{ "deno.json": "{}" }, /Kept deno\.json: workspace\.ts refers/],
    [{ "deno.jsonc": "{ // x\n}" }, /Kept deno\.jsonc/],
    [
      { "package.json": '{"scripts":{"start":"vite"}}' },
      /package\.json: script "start" runs vite\n +frontend: \{ command: \["npm", "run", "start"\], port: 5173 \},/,
    ],
    [
      { "hearth": "mine\n" },
      /Kept hearth: it is the repository's own.*\n +npx -y hearthspace@.* start\n/,
    ],
    [{ "hearth/__init__.py": "" }, /Kept hearth: it is the repository's own/],
    [{ ".envrc": "use nix\n", "flake.nix": "{ }" }, /inputsFrom = \[ hearth/],
  ];
  for (const [files, said] of cases) {
    await using repository = await initRepository({
      files: { ...APP, ...files },
    });
    const before = await repository.snapshot();
    const { code, stderr } = await repository.hearth(["init", "--nix"]);
    assert.equal(code, 0, stderr);
    assert.match(stderr, said);
    assertKept(before, await repository.snapshot());
    const hasConfig = Object.keys(files).some((path) => /json/.test(path));
    const workspace = await repository.read("workspace.ts");
    assert.equal(workspace.startsWith("/// <reference types="), hasConfig);
  }
});

Deno.test("init refuses a workspace.ts that is another program's, and writes nothing", async () => {
  for (const path of ["workspace.ts", "workspace.ts/x"]) {
    await using repository = await initRepository({
      files: { ...APP, [path]: "export const x = 1;\n" },
    });
    const before = await repository.snapshot();
    const { code, stderr } = await repository.hearth(["init", "--yes"]);
    assert.equal(code, 1);
    assert.match(stderr, /workspace\.ts" is not a workspace of Hearth/);
    assert.deepEqual(await repository.snapshot(), before);
  }
});

Deno.test("init keeps a read-only .gitignore and one that is a link, and says what to add", async () => {
  await using repository = await initRepository({
    files: { ...APP, ".gitignore": "x\n" },
  });
  await Deno.chmod(repository.path(".gitignore"), 0o444);
  const before = await repository.snapshot();
  const { code, stderr } = await repository.hearth(["init"]);
  assert.equal(code, 0, stderr);
  assert.match(
    stderr,
    /Kept \.gitignore: it is read-only\n +\/\.venv and \/\.hearth\/\n/,
  );
  assertKept(before, await repository.snapshot());
  await repository.hearth(["init", "--undo"]);
  await Deno.rename(repository.path(".gitignore"), repository.path("other"));
  await Deno.symlink("other", repository.path(".gitignore"));
  const linked = await repository.hearth(["init"]);
  assert.match(linked.stderr, /Kept \.gitignore: it is not a regular file/);
});

Deno.test("init follows no links, neither in circles nor out of the repository", async () => {
  for (const git of [true, false]) {
    const files = { "app.py": APP["app.py"] };
    await using repository = await initRepository({ files, git });
    await Deno.symlink(".", repository.path("loop"));
    await Deno.symlink("/", repository.path("all"));
    const outside = repository.path("..", "outside");
    await Deno.mkdir(outside);
    await Deno.writeTextFile(
      `${outside}/manage.py`,
      "import django\nexecute_from_command_line()\n",
    );
    await Deno.symlink(outside, repository.path("more"));
    await Deno.symlink(`${outside}/manage.py`, repository.path("manage.py"));
    const { code, stdout, stderr } = await repository.hearth(
      ["init", "--json"],
    );
    assert.equal(code, 0, stderr);
    assert.deepEqual(JSON.parse(stdout).found, ["Streamlit: app.py"]);
    const left = await Array.fromAsync(Deno.readDir(outside));
    assert.equal(left.length, 1);
  }
});

Deno.test("init reads sources that Python would not, in any encoding", async () => {
  const latin = Uint8Array.from(
    "# \xfcber\nimport streamlit as st\nst.title('\xe9')\n",
    (letter) => letter.charCodeAt(0),
  );
  await using repository = await initRepository({
    files: {
      "app.py": latin,
      "broken.py": "def (:\n  import '''\nclass",
      "null.py": "\0\0import flask\0",
      "requirements.txt": new Uint8Array([
        0xff,
        0xfe,
        ...[..."streamlit\r\n"].flatMap((letter) => [letter.charCodeAt(0), 0]),
      ]),
      "pyproject.toml": "[project\nname =",
      "compose.yml": "a: [",
      "package.json": "{",
    },
  });
  const { code, stdout, stderr } = await repository.hearth(["init", "--json"]);
  assert.equal(code, 0, stderr);
  const { found, written, unmapped } = JSON.parse(stdout);
  assert.deepEqual(found, ["Streamlit: app.py"]);
  assert.deepEqual(unmapped, []);
  assert.ok(!written.includes("requirements.txt"));
});

Deno.test("init looks into neither virtual environments nor node_modules", async () => {
  for (const git of [true, false]) {
    await using repository = await initRepository({
      files: {
        "my-env/pyvenv.cfg": "home = /usr\n",
        "my-env/lib/app.py": APP["app.py"],
        "node_modules/x/app.py": APP["app.py"],
        "venv/app.py": APP["app.py"],
      },
      git,
    });
    const { stdout } = await repository.hearth(["init", "--json"]);
    assert.deepEqual(JSON.parse(stdout).found, []);
  }
});
