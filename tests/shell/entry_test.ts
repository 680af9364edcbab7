/**
 * Entering a workspace that is set up: nothing is started, and whatever would
 * make `.venv` another one is noticed.
 *
 * @module
 */
import assert from "node:assert/strict";
import {
  requires,
  type TempWorkspace,
  tempWorkspace,
} from "../support/harness.ts";
import { count, enter, timesRun } from "../support/shell/entry_fixtures.ts";

Deno.test({
  ...requires(
    ["uv", "python3", "strace"],
    "the warm path starts nothing, opens no socket and writes nothing",
  ),
  async fn() {
    await using workspace = await tempWorkspace({ name: "it's a space" });
    assert.equal((await workspace.run(["setup"])).code, 0);
    const trace = workspace.path("..", "trace");
    const ways = [
      ["bash", "--norc", "-c", ". nix/hook.bash; echo $VIRTUAL_ENV"],
      [".hearth/enter", "--", "bash", "--norc", "-c", "echo $VIRTUAL_ENV"],
    ];
    for (const [index, way] of ways.entries()) {
      const { code, stdout, stderr } = await workspace.exec([
        ...["strace", "-f", "-o", trace],
        ...["-e", "trace=process,network,desc,file,ftruncate"],
        ...way,
      ]);
      assert.equal(code, 0, stderr);
      assert.equal(stdout, `${workspace.path(".venv")}\n`);
      assert.equal(stderr, "");
      const calls = (await Deno.readTextFile(trace)).split("\n");
      assert.deepEqual(
        calls.filter((call) => /\b(clone3?|fork|vfork|socket)\(/.test(call)),
        [],
      );
      const programs = calls.filter((call) => /execve\(.*= 0$/.test(call));
      assert.equal(programs.length, 1 + index, programs.join("\n"));
      const writes = calls.filter((call) =>
        /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|\b(mkdir|rename|unlink|utime)/
          .test(call) && !/"\/dev\/(tty|null)"/.test(call)
      );
      assert.deepEqual(writes, []);
    }
  },
});

Deno.test({
  ...requires(["uv", "python3"], "the hook works under set -euo pipefail"),
  async fn() {
    await using workspace = await tempWorkspace();
    assert.equal((await workspace.run(["setup"])).code, 0);
    const script = ". nix/hook.bash; echo $VIRTUAL_ENV; set | grep -c ^_hearth";
    const { stdout, stderr } = await workspace.exec([
      ...["bash", "--norc", "-euo", "pipefail", "-c", `set -f; ${script}`],
    ]);
    assert.equal(stdout, `${workspace.path(".venv")}\n0\n`, stderr);
    assert.equal(stderr, "");
  },
});

Deno.test({
  ...requires(["uv", "python3"], "the venv comes first in a shell in a shell"),
  async fn() {
    await using workspace = await tempWorkspace();
    assert.equal((await workspace.run(["setup"])).code, 0);
    const bin = workspace.path(".venv/bin");
    const inner = "PATH=/usr/bin:$PATH; . nix/hook.bash; type -P python";
    for (const script of [". nix/hook.bash; type -P python", inner]) {
      const { stdout, stderr } = await workspace.exec(
        ["bash", "--norc", "-c", script],
        { env: { PATH: `${workspace.env.PATH}:${bin}` } },
      );
      assert.equal(stdout, `${bin}/python\n`, stderr);
    }
  },
});

Deno.test({
  ...requires(["shellcheck", "uv"], "shellcheck finds nothing in the scripts"),
  async fn() {
    await using workspace = await tempWorkspace();
    assert.equal((await workspace.run(["setup"])).code, 0);
    const { code, stdout } = await workspace.exec([
      ...[
        "bash",
        "-c",
        "shellcheck -x nix/*.bash lib/shell/completions/*.bash .hearth/enter",
      ],
    ]);
    assert.equal(code, 0, stdout);
  },
});

Deno.test({
  ...requires(["dash", "uv"], "dash runs every script for sh that setup makes"),
  async fn() {
    await using workspace = await tempWorkspace();
    assert.equal((await workspace.run(["setup"])).code, 0);
    const dir = workspace.path(".venv/bin");
    const ran: string[] = [];
    for await (const { name, isFile } of Deno.readDir(dir)) {
      if (!isFile) continue;
      const path = `${dir}/${name}`;
      const text = await Deno.readTextFile(path);
      if (!text.startsWith("#!/bin/sh\n# Made by Hearth")) continue;
      const help = await workspace.exec(["dash", path, "--help"]);
      assert.equal(help.code, 0, help.stderr);
      assert.match(help.stdout, /USAGE/);
      ran.push(name);
    }
    assert.deepEqual(ran.sort(), ["hearth", "start", "stop"]);
  },
});

Deno.test({
  ...requires(["direnv", "uv"], "direnv has the environment by .envrc"),
  async fn() {
    await using workspace = await tempWorkspace();
    assert.equal((await workspace.run(["setup"])).code, 0);
    await workspace.exec(["direnv", "allow", "."]);
    const { code, stdout, stderr } = await workspace.exec([
      ...["direnv", "exec", ".", "sh", "-c"],
      "command -v python; echo $VIRTUAL_ENV",
    ]);
    assert.equal(code, 0, stderr);
    const venv = workspace.path(".venv");
    assert.equal(stdout, `${venv}/bin/python\n${venv}\n`);
    assert.doesNotMatch(stderr, /rror/);
  },
});

/** What makes the stamp not hold, and undoes that where it must be undone. */
const CHANGES: readonly (readonly [string, string, string?])[] = [
  ["requirements", "echo '# more' >>requirements.txt"],
  ["the lock", "echo '# more' >>requirements.lock"],
  ["a file that went back in time", "touch -d 2001-01-01 requirements.txt"],
  ["uv's settings, gone", "mv uv.toml u", "mv u uv.toml"],
  ["the workspace", "echo '// more' >>workspace.ts"],
  ["choices", "echo '{}' >.hearth/setup.json"],
  ["the venv's own stamp", "touch .venv/hearth.json"],
  ["an interrupted setup", ": >.hearth/entry/stamp.bash"],
  ["a package by hand", "cd .venv/lib/python3*/ && mkdir site-packages/x"],
  ["the link", "rm .venv"],
  ["the venv", 'rm -r "$(readlink -f .venv)"'],
  ["the venv's Python", "rm .venv/bin/python"],
  ["everything", "rm -r .hearth/venvs"],
];

Deno.test({
  ...requires(
    ["uv", "python3"],
    "every input is noticed and confirmed by one process",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const env = await count(workspace, "deno");
    await enter(workspace, env);
    assert.equal(await timesRun(workspace), 1, "the first entry");
    await enter(workspace, env);
    assert.equal(await timesRun(workspace), 0, "the second entry");
    for (const [what, change, undo] of CHANGES) {
      const { code, stderr } = await workspace.exec(["bash", "-c", change]);
      assert.equal(code, 0, `${what}: ${stderr}`);
      await enter(workspace, env);
      assert.equal(await timesRun(workspace), 1, what);
      await enter(workspace, env);
      assert.equal(await timesRun(workspace), 0, `${what}, renewed`);
      if (undo === undefined) continue;
      await workspace.exec(["bash", "-c", undo]);
      await enter(workspace, env);
      assert.equal(await timesRun(workspace), 1, `${what}, undone`);
    }
  },
});

Deno.test({
  ...requires(
    ["uv", "python3"],
    "an included file and another Python on PATH are noticed",
  ),
  async fn() {
    await using workspace = await tempWorkspace({
      files: { "more/base.txt": "six==1.17.0\n" },
    });
    await workspace.write("requirements.txt", "-r more/base.txt\n");
    await Deno.remove(workspace.path("requirements.lock"));
    const env = await count(workspace, "deno");
    await enter(workspace, env);
    await settled(workspace, env);
    await workspace.write("more/base.txt", "six==1.16.0\n");
    assert.match(await enter(workspace, env), /1\.16\.0/);
    await settled(workspace, env);

    const dir = workspace.path("bin");
    await workspace.write("bin/python3", '#!/bin/sh\nexec python "$@"\n');
    await Deno.chmod(`${dir}/python3`, 0o755);
    const other = { ...env, PATH: `${dir}:${env.PATH}` };
    await enter(workspace, other);
    assert.equal(await timesRun(workspace), 1);
  },
});

async function settled(
  workspace: TempWorkspace,
  env: Record<string, string>,
): Promise<void> {
  await timesRun(workspace);
  await enter(workspace, env);
  assert.equal(await timesRun(workspace), 0);
}

Deno.test({
  ...requires(
    ["uv", "python3", "git"],
    "a checkout of the same content is confirmed",
  ),
  async fn() {
    await using workspace = await tempWorkspace({ git: true });
    const env = await count(workspace, "deno");
    await enter(workspace, env);
    const before = await Deno.realPath(workspace.path(".venv"));
    await workspace.exec([
      "bash",
      "-c",
      "rm requirements.*; git checkout -q requirements.txt requirements.lock",
    ]);
    await timesRun(workspace);
    await enter(workspace, env);
    assert.equal(await timesRun(workspace), 1);
    assert.equal(await Deno.realPath(workspace.path(".venv")), before);
    await settled(workspace, env);
  },
});
