/**
 * The npm package: what is in it, and a workspace that runs on it.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join, relative } from "node:path";
import config from "../../deno.json" with { type: "json" };
import { wrapperText } from "../../lib/kit/wrapper.ts";
import { denoSystem } from "../../lib/system/deno.ts";
import { type BuiltPackage, builtPackage } from "../support/built_package.ts";
import { type ChildResult, spawnChild } from "../support/child.ts";
import { foreignRepository } from "../support/workspaces/foreign_repository.ts";
import { requires } from "../support/requires.ts";

const { version } = config;

/** A repository with the wrapper of a version. */
async function withWrapper(
  built: BuiltPackage,
  { name = "my repo", pins = version }: {
    readonly name?: string;
    readonly pins?: string;
  } = {},
): Promise<string> {
  const root = await foreignRepository(built.dir, name);
  const text = await wrapperText(denoSystem(), {
    kit: built.dist,
    version: pins,
  });
  await Deno.writeTextFile(join(root, "hearth"), text, { mode: 0o755 });
  return root;
}

/** Runs `./hearth` in a repository. */
async function hearth(
  built: BuiltPackage,
  root: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ChildResult> {
  return await spawnChild(["./hearth", ...args], {
    cwd: root,
    env: { ...built.env, ...env },
  }).result;
}

/** Names of everything in a directory and below. */
async function namesBelow(dir: string, prefix = ""): Promise<string[]> {
  const names: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(join(dir, prefix))) {
    const path = join(prefix, name);
    if (isDirectory) names.push(...await namesBelow(dir, path));
    else names.push(path);
  }
  return names.sort();
}

Deno.test({
  ...requires(["npx"], "the package has the files of the list, packed by npm"),
  async fn() {
    await using built = await builtPackage();
    const { stdout } = await spawnChild(
      ["npm", "pack", "--dry-run", "--json"],
      {
        cwd: built.dist,
        env: built.env,
      },
    ).result;
    const [{ files }] = JSON.parse(stdout);
    const names: string[] = files.map(({ path }: { path: string }) => path);
    assert.deepEqual(names.sort(), await namesBelow(built.dist));
    // Chunks are named after their content.
    const stable = names.filter((name) =>
      !/^[\w.]+-[A-Z0-9]{8}\.js$/.test(name)
    );
    const list = join(import.meta.dirname ?? "", "package_files.txt");
    assert.deepEqual(
      stable,
      (await Deno.readTextFile(list)).trimEnd().split("\n"),
    );
  },
});

Deno.test("a repository with the wrapper starts, stops and is typed without network", async () => {
  await using built = await builtPackage();
  const root = await withWrapper(built);
  const started = await hearth(built, root, ["start", "--no-open"]);
  assert.equal(started.code, 0, started.stderr);
  const kits = join(built.home, ".cache/hearth/kits");
  assert.deepEqual(
    await Array.fromAsync(Deno.readDir(kits), ({ name }) => name),
    [
      version,
    ],
  );
  // From here on nothing may be fetched.
  const offline = {
    HEARTH_PACKAGE: "/gone.tgz",
    ...Object.fromEntries(
      ["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"].map((name) => [
        name,
        "http://127.0.0.1:1",
      ]),
    ),
  };
  const status = await hearth(built, root, ["status"], offline);
  assert.match(status.stdout, /web\s+running/);
  const entered = await spawnChild([
    join(root, ".hearth/enter"),
    ...["--", "sh", "-c", "hearth status; stop"],
  ], { cwd: "/", env: { ...built.env, ...offline } }).result;
  assert.match(entered.stdout, /web\s+running/);
  assert.equal(entered.code, 0, entered.stderr);
  await Deno.writeTextFile(
    join(root, "deno.json"),
    '{ "imports": { "hearth": "./.hearth/types/mod.d.ts" } }\n',
  );
  const check = (): Promise<ChildResult> =>
    spawnChild([Deno.execPath(), "check", "workspace.ts"], {
      cwd: root,
      env: { ...built.env, ...offline },
    }).result;
  const typed = await check();
  assert.equal(typed.code, 0, typed.stderr);
  const file = join(root, "workspace.ts");
  const text = await Deno.readTextFile(file);
  await Deno.writeTextFile(file, text.replace("command:", "commands:"));
  const wrong = await check();
  assert.match(wrong.stderr, /"commands"|.commands. does not exist/);
  const loaded = await hearth(built, root, ["status"], offline);
  assert.match(loaded.stderr, /services\.web\.commands: is not a known field/);
  assert.doesNotMatch(loaded.stderr, /^\s+at /m);
});

Deno.test("a kit that is damaged is noticed and installed again", async () => {
  await using built = await builtPackage();
  const root = await withWrapper(built);
  assert.equal((await hearth(built, root, ["--version"])).code, 0);
  const kit = join(built.home, ".cache/hearth/kits", version);
  const damages: readonly (() => Promise<void>)[] = [
    () => Deno.remove(join(kit, "main.js")),
    () => Deno.truncate(join(kit, "nix/hook.bash"), 10),
    () => Deno.remove(join(kit, "FILES")),
    () => Deno.remove(join(kit, "installed")),
    () => Deno.remove(kit, { recursive: true }),
  ];
  for (const damage of damages) {
    await damage();
    const gone = { HEARTH_PACKAGE: join(built.dir, "gone.tgz") };
    const failed = await hearth(built, root, ["--version"], gone);
    assert.equal(failed.code, 1);
    assert.match(failed.stderr, /Cannot fetch Hearth/);
    const { code, stdout, stderr } = await hearth(built, root, ["--version"]);
    assert.equal(code, 0, stderr);
    assert.equal(stdout, `${version}\n`);
  }
});

Deno.test("a package that was changed is not installed", async () => {
  await using built = await builtPackage();
  const root = await withWrapper(built);
  const main = join(built.dist, "main.js");
  await Deno.writeTextFile(main, `${await Deno.readTextFile(main)}\n// more`);
  const { code, stderr } = await spawnChild(
    ["sh", join(built.dist, "bin/hearth"), "--version"],
    { cwd: root, env: { ...built.env, HEARTH_INSTALL: "1" } },
  ).result;
  assert.equal(code, 1);
  assert.match(stderr, /"main\.js" in ".*" is missing or damaged/);
});

Deno.test("an installation that is killed leaves nothing that a later one does not finish", async () => {
  await using built = await builtPackage();
  const root = await withWrapper(built);
  for (let round = 0; round < 6; round++) {
    const child = spawnChild(["setsid", "./hearth", "--version"], {
      cwd: root,
      env: built.env,
    });
    const pause = Math.random() * 300;
    await new Promise((resolve) => setTimeout(resolve, pause));
    try {
      Deno.kill(-child.pid, "SIGKILL");
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
    await child.result;
    const { code, stdout, stderr } = await hearth(built, root, ["--version"]);
    assert.equal(code, 0, stderr);
    assert.equal(stdout, `${version}\n`);
    await Deno.remove(join(built.home, ".cache/hearth/kits", version), {
      recursive: true,
    });
  }
});

Deno.test("upgrade pins a version that understands the workspace, and no other", async () => {
  await using built = await builtPackage();
  const root = await withWrapper(built);
  const other = await withWrapper(built, { name: "other" });
  const wrapper = (): Promise<string> =>
    Deno.readTextFile(join(root, "hearth"));
  const before = await wrapper();
  assert.equal((await hearth(built, root, ["--version"])).code, 0);
  const bad = await built.packAs("8.0.0", async (dist) => {
    const main = 'if (Deno.args[0] === "--version") console.log("8.0.0");\n' +
      'else throw new Error("no such field");\n';
    await Deno.writeTextFile(join(dist, "main.js"), main);
  });
  const refused = await hearth(built, root, ["upgrade"], {
    HEARTH_PACKAGE: bad,
  });
  assert.equal(refused.code, 1);
  assert.match(
    refused.stderr,
    /Hearth 8\.0\.0 does not work with this workspace/,
  );
  assert.equal(await wrapper(), before);
  const good = await built.packAs("9.0.0", async (dist) => {
    const text = "# Changelog\n\n## 9.0.0\n\n- news\n\n## 0.1.0\n\n- old\n";
    await Deno.writeTextFile(join(dist, "CHANGELOG.md"), text);
  });
  // Relative to where the command is typed.
  const env = { HEARTH_PACKAGE: relative(root, good) };
  const upgraded = await hearth(built, root, ["upgrade", "9.0.0"], env);
  assert.equal(upgraded.code, 0, upgraded.stderr);
  assert.equal(upgraded.stdout, "## 9.0.0\n\n- news\n");
  assert.match(await wrapper(), /^version=9\.0\.0$/m);
  assert.equal((await hearth(built, root, ["--version"])).stdout, "9.0.0\n");
  // The other workspace stays on its version.
  const stayed = await hearth(built, other, ["--version"]);
  assert.equal(stayed.stdout, `${version}\n`);
  const wrong = await hearth(built, root, ["upgrade", "newest"], env);
  assert.equal(wrong.code, 2);
});
