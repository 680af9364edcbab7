/**
 * The flake in real Nix, and the environments that are kept of it.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { timesRun } from "../support/shell/entry_fixtures.ts";
import { requires, type TempWorkspace } from "../support/harness.ts";
import { nixWorkspace } from "../support/flakes/nix_workspace.ts";

type Env = Readonly<Record<string, string>>;

/** Runs a command in the workspace's shell; returns what it printed. */
async function inShell(
  workspace: TempWorkspace,
  env: Env,
  ...command: string[]
): Promise<{ stdout: string; stderr: string }> {
  const { code, stdout, stderr } = await workspace.exec(
    [workspace.path(".hearth/enter"), "--", ...command],
    { env },
  );
  assert.equal(code, 0, stderr);
  return { stdout, stderr };
}

Deno.test({
  ...requires(["nix", "uv", "git"], "shell asks Nix once, enter not again"),
  async fn() {
    await using nix = await nixWorkspace("it's a space");
    const { workspace, env } = nix;
    const script =
      "command -v python; command -v uv; echo ${LD_LIBRARY_PATH-none}";
    const first = await workspace.run(["shell", "--", "sh", "-c", script], {
      env,
    });
    assert.equal(first.code, 0, first.stderr);
    const [python = "", uv = "", libraries] = first.stdout.split("\n");
    assert.equal(python, workspace.path(".venv/bin/python"));
    assert.ok(uv.startsWith(nix.store), uv);
    assert.equal(libraries, "none");
    assert.equal(await timesRun(workspace, "nix"), 1);
    await timesRun(workspace);
    const roots = await workspace.exec(
      ["nix-store", "--gc", "--print-roots"],
      { env },
    );
    assert.ok(roots.stdout.includes(workspace.path(".hearth/env/")));
    const again = await inShell(workspace, env, "sh", "-c", script);
    assert.equal(again.stdout, first.stdout);
    assert.equal(again.stderr, "");
    assert.equal(await timesRun(workspace, "nix"), 0);
    assert.equal(await timesRun(workspace), 0);
  },
});

Deno.test({
  ...requires(
    ["nix", "uv", "git"],
    "a machine with Nix and neither Deno nor npx gets Deno from the flake",
  ),
  async fn() {
    await using nix = await nixWorkspace();
    const { workspace, env } = nix;
    assert.equal((await workspace.run(["setup"])).code, 0);
    const dir = join(workspace.home, "few");
    await Deno.mkdir(dir);
    await Deno.symlink(
      join(workspace.home, "bin", "nix"),
      join(dir, "nix"),
    );
    for (const name of ["bash", "sh", "env", "git"]) {
      const { stdout } = await workspace.exec(["which", name]);
      await Deno.symlink(stdout.trim(), join(dir, name));
    }
    const few = { ...env, PATH: dir };
    for (const change of ["", "# more", "# and more"]) {
      if (change === "# more") {
        await Deno.remove(workspace.path(".hearth/env"), { recursive: true });
      }
      const flake = await Deno.readTextFile(workspace.path("flake.nix"));
      await workspace.write("flake.nix", `${flake}${change}\n`);
      const script = "command -v deno";
      const { stdout } = await inShell(workspace, few, "sh", "-c", script);
      assert.ok(stdout.startsWith(nix.store), stdout);
    }
  },
});

/** Changes and how often Nix is asked for each. */
const CHANGES: readonly (readonly [string, string, number])[] = [
  ["a touch", "touch flake.nix flake.lock nix/*", 0],
  ["a checkout", "rm -r flake.nix nix; git checkout -q flake.nix nix", 0],
  ["flake.nix", "echo '# more' >>flake.nix", 1],
  ["flake.nix, back", "git checkout -q flake.nix", 0],
  ["flake.lock", "echo >>flake.lock", 1],
  ["local.nix", "cp local.nix.example local.nix", 1],
  ["local.nix, gone", "rm local.nix", 0],
  ["a file in nix/", "echo '# more' >>nix/workspace.nix", 1],
  ["a new file in nix/", "echo more >nix/more", 1],
  ["a file that is named", "echo 1 >n.nix; echo '# x' >>flake.nix", 1],
  [
    "its store paths",
    ". .hearth/env/stamp.bash; ln -sfn gone $_hearth_profile",
    1,
  ],
  ["everything", "rm -r .hearth/env", 1],
];

Deno.test({
  ...requires(
    ["nix", "uv", "git"],
    "what the flake reads is noticed; the same content asks no Nix",
  ),
  async fn() {
    await using nix = await nixWorkspace();
    const { workspace, env } = nix;
    await workspace.run(["shell", "--", "true"], { env });
    await timesRun(workspace, "nix");
    for (const [what, change, times] of CHANGES) {
      const { code, stderr } = await workspace.exec(["bash", "-c", change]);
      assert.equal(code, 0, `${what}: ${stderr}`);
      await timesRun(workspace);
      await inShell(workspace, env, "true");
      assert.equal(await timesRun(workspace, "nix"), times, what);
      assert.ok(await timesRun(workspace) <= 2, `${what}: processes`);
      await inShell(workspace, env, "true");
      assert.equal(await timesRun(workspace, "nix"), 0, `${what}, again`);
      assert.equal(await timesRun(workspace), 0, `${what}, again`);
    }
  },
});

Deno.test({
  ...requires(
    ["nix", "uv", "git"],
    "a path that flake.nix names counts, and nothing else reaches the store",
  ),
  async fn() {
    await using nix = await nixWorkspace();
    const { workspace, env } = nix;
    const secret = `SECRET=${crypto.randomUUID()}`;
    await workspace.write(".env", secret);
    await workspace.write("extra/value.txt", "one");
    const flake = await Deno.readTextFile(workspace.path("nix/workspace.nix"));
    await workspace.write(
      "nix/workspace.nix",
      flake.replace(
        "variables = {",
        "variables = { EXTRA = builtins.readFile ../extra/value.txt;",
      ),
    );
    await workspace.run(["shell", "--build"], { env });
    const extra = async (): Promise<string> =>
      (await inShell(workspace, env, "sh", "-c", "echo $EXTRA")).stdout.trim();
    assert.equal(await extra(), "one");
    await workspace.write("extra/value.txt", "two");
    assert.equal(await extra(), "two");
    const found = await workspace.exec([
      ...["sh", "-c", 'grep -rIl "$0" "$1" || true', secret, nix.store],
    ]);
    assert.equal(found.stdout, "");
  },
});

Deno.test({
  ...requires(
    ["nix", "uv", "git"],
    "a flake that reads its tree in other ways is asked as git has it",
  ),
  async fn() {
    await using nix = await nixWorkspace();
    const { workspace, env } = nix;
    await workspace.write("extra/value.txt", "tracked");
    const flake = await Deno.readTextFile(workspace.path("nix/workspace.nix"));
    const together = '(./. + ("/../" + "extra" + "/value.txt"))';
    await workspace.write(
      "nix/workspace.nix",
      flake.replace(
        "variables = {",
        `variables = { EXTRA = builtins.readFile ${together};`,
      ),
    );
    await workspace.exec(["git", "add", "--all"]);
    const { code, stderr } = await workspace.run(["shell", "--build"], { env });
    assert.equal(code, 0, stderr);
    const shown = await inShell(workspace, env, "sh", "-c", "echo $EXTRA");
    assert.equal(shown.stdout, "tracked\n");
  },
});

Deno.test({
  ...requires(
    ["nix", "uv", "git"],
    "a broken local.nix: Nix's own error, and the last good environment",
  ),
  async fn() {
    await using nix = await nixWorkspace();
    const { workspace, env } = nix;
    await workspace.run(["shell", "--", "true"], { env });
    await workspace.write("local.nix", "{ cudaSupport = nonsense; }\n");
    const script = "command -v uv";
    const broken = await inShell(workspace, env, "sh", "-c", script);
    assert.ok(broken.stdout.startsWith(nix.store), broken.stdout);
    assert.match(
      broken.stderr,
      /Cannot evaluate flake\.nix: undefined variable 'nonsense'/,
    );
    assert.match(broken.stderr, /local\.nix:1:17/);
    assert.match(broken.stderr, /the last good environment is used/);
    await timesRun(workspace, "nix");
    const again = await inShell(workspace, env, "sh", "-c", script);
    assert.match(again.stderr, /undefined variable 'nonsense'/);
    assert.equal(await timesRun(workspace, "nix"), 0, "fails the same way");
    await workspace.write("local.nix", "{ cudaSupport = true; }\n");
    const fixed = await inShell(workspace, env, "sh", "-c", "env");
    assert.doesNotMatch(fixed.stderr, /Cannot/);
    if (Deno.build.os === "linux") {
      assert.match(fixed.stdout, /libcuda\.so\.1/);
    }
  },
});
