/**
 * The package from a registry: the first run of a wrapper, and `upgrade`.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { wrapperText } from "../../lib/kit/wrapper.ts";
import { denoSystem } from "../../lib/system/deno.ts";
import { type BuiltPackage, builtPackage } from "../support/built_package.ts";
import { CHECKOUT } from "../support/checkout.ts";
import { type ChildResult, spawnChild } from "../support/child.ts";
import { foreignRepository } from "../support/workspaces/foreign_repository.ts";
import {
  type NpmRegistry,
  npmRegistry,
} from "../support/setup/npm_registry.ts";
import { programsOnly } from "../support/programs_only.ts";
import { programOf, requires } from "../support/requires.ts";
import config from "../../deno.json" with { type: "json" };

const { version } = config;
const NEXT = "9.0.0";

/** A registry with this version, and a user who has nothing yet. */
interface Place extends AsyncDisposable {
  readonly built: BuiltPackage;
  readonly registry: NpmRegistry;
  readonly root: string;
  run(
    command: readonly string[],
    env?: Readonly<Record<string, string>>,
  ): Promise<ChildResult>;
  /** Gives the user a new home. */
  forget(): Promise<void>;
}

async function publishedPlace(): Promise<Place> {
  const built = await builtPackage();
  const base = { ...built.env };
  const registry = await npmRegistry(join(built.dir, "registry"), base);
  await registry.publish(built.tarball);
  const root = await foreignRepository(built.dir);
  const text = await wrapperText(denoSystem(), { kit: CHECKOUT, version });
  await Deno.writeTextFile(join(root, "hearth"), text, { mode: 0o755 });
  const { HEARTH_PACKAGE: _tarball, ...plain } = built.env;
  const env = {
    ...plain,
    ...registry.env,
    "npm_config_cache": join(built.home, "npm"),
    DENO_DIR: join(built.home, "deno"),
  };
  return {
    built,
    registry,
    root,
    run: (command, more) =>
      spawnChild(command, { cwd: root, env: { ...env, ...more } }).result,
    async forget() {
      await Deno.remove(built.home, { recursive: true });
      await Deno.mkdir(built.home);
    },
    async [Symbol.asyncDispose]() {
      await registry[Symbol.asyncDispose]();
      await built[Symbol.asyncDispose]();
    },
  };
}

/** npm's Deno as a package that runs this one. */
async function publishDeno({ registry, built }: Place): Promise<void> {
  const dir = join(built.dir, "of-deno", "package");
  await Deno.mkdir(dir, { recursive: true });
  const about = {
    name: "deno",
    version: Deno.version.deno,
    bin: { deno: "deno" },
  };
  await Deno.writeTextFile(join(dir, "package.json"), JSON.stringify(about));
  const text = `#!/bin/sh\nexec '${Deno.execPath()}' "$@"\n`;
  await Deno.writeTextFile(join(dir, "deno"), text, { mode: 0o755 });
  const tarball = join(built.dir, "deno.tgz");
  await spawnChild(["tar", "-czf", tarball, "-C", `${dir}/..`, "package"], {
    cwd: dir,
    env: built.env,
  }).result;
  await registry.publish(tarball);
}

Deno.test({
  ...requires(
    ["verdaccio", "npx"],
    "a first run fetches the kit with Node or with Deno alone, and later ones fetch nothing",
  ),
  async fn() {
    await using place = await publishedPlace();
    const { built, run, registry, forget } = place;
    await publishDeno(place);
    const none = await programsOnly(join(built.dir, "none"));
    const nothing = await run(["./hearth", "status"], { PATH: none });
    assert.equal(nothing.code, 1);
    assert.equal(
      nothing.stderr,
      `Cannot fetch Hearth ${version}: install Node or Deno\n`,
    );
    const node = Object.fromEntries(
      ["node", "npm", "npx"].map((
        name,
      ) => [name, join(programOf("npx") ?? "", "..", name)]),
    );
    const only = {
      node: await programsOnly(join(built.dir, "node"), node),
      deno: await programsOnly(join(built.dir, "deno"), {
        deno: Deno.execPath(),
      }),
    };
    for (const PATH of Object.values(only)) {
      await forget();
      const first = await run(["./hearth", "--version"], { PATH });
      assert.equal(first.code, 0, first.stderr);
      assert.equal(first.stdout, `${version}\n`);
      assert.equal(first.stderr, "");
    }
    await forget();
    assert.equal((await run(["./hearth", "--version"])).code, 0);
    await registry.close();
    for (const PATH of Object.values(only)) {
      const later = await run(["./hearth", "status", "--json"], {
        PATH: `${PATH}:${Deno.execPath().replace(/\/[^/]+$/, "")}`,
      });
      assert.equal(later.code, 0, later.stderr);
    }
  },
});

Deno.test({
  ...requires(["verdaccio", "npx"], "npx runs init from the registry"),
  async fn() {
    await using place = await publishedPlace();
    const { root, run } = place;
    await Deno.remove(join(root, "workspace.ts"));
    await Deno.remove(join(root, "hearth"));
    await Deno.writeTextFile(join(root, "requirements.txt"), "streamlit\n");
    await Deno.writeTextFile(join(root, "app.py"), "import streamlit as st\n");
    const npx = ["npx", "-y", "hearthspace@latest"];
    const init = await run([...npx, "init", "--yes"]);
    assert.equal(init.code, 0, init.stderr);
    const text = await Deno.readTextFile(join(root, "hearth"));
    assert.match(text, new RegExp(`^version=${version}$`, "m"));
    const status = await run(["./hearth", "status"]);
    assert.equal(status.code, 0, status.stderr);
  },
});

Deno.test({
  ...requires(
    ["verdaccio", "npx"],
    "upgrade fetches the newest or a given version from the registry, and no other",
  ),
  async fn() {
    await using place = await publishedPlace();
    const { built, root, run, registry } = place;
    const pin = async (): Promise<string | undefined> =>
      /^version=(.*)$/m.exec(
        await Deno.readTextFile(join(root, "hearth")),
      )?.[1];
    const same = await run(["./hearth", "upgrade"]);
    assert.equal(same.code, 0, same.stderr);
    assert.match(same.stderr, new RegExp(`Already at ${version}`));
    await registry.publish(await built.packAs(NEXT));
    const absent = await run(["./hearth", "upgrade", "7.7.7"]);
    assert.equal(absent.code, 1);
    assert.match(absent.stderr, /Cannot fetch Hearth 7\.7\.7: .*ETARGET/);
    assert.equal(await pin(), version);
    for (const line of ["truncated", "corrupted"] as const) {
      registry.line = line;
      const spoiled = await run(["./hearth", "upgrade"]);
      assert.equal(spoiled.code, 1, line);
      assert.match(spoiled.stderr, /Cannot fetch Hearth latest: /);
      assert.equal(await pin(), version);
    }
    registry.line = "sound";
    const newest = await run(["./hearth", "upgrade"]);
    assert.equal(newest.code, 0, newest.stderr);
    assert.equal(await pin(), NEXT);
    assert.equal((await run(["./hearth", "--version"])).stdout, `${NEXT}\n`);
    const back = await run(["./hearth", "upgrade", version]);
    assert.equal(back.code, 0, back.stderr);
    assert.equal(await pin(), version);
    const PATH = await programsOnly(join(built.dir, "deno"), {
      deno: Deno.execPath(),
    });
    const byDeno = await run(["./hearth", "upgrade"], { PATH });
    assert.equal(byDeno.code, 0, byDeno.stderr);
    assert.equal(await pin(), NEXT);
    await registry.close();
    // Without what npm remembers.
    const down = await run(["./hearth", "upgrade", "9.9.9"], {
      "npm_config_cache": join(built.dir, "empty"),
    });
    assert.equal(down.code, 1);
    assert.match(down.stderr, /Cannot fetch Hearth 9\.9\.9: .*ECONNREFUSED/);
    assert.equal(await pin(), NEXT);
  },
});

Deno.test({
  ...requires(
    ["verdaccio", "npx"],
    "a tarball that is cut or changed on its way is not installed, and the next run fetches it",
  ),
  async fn() {
    await using place = await publishedPlace();
    const { built, run, registry, forget } = place;
    const deno = await programsOnly(join(built.dir, "deno"), {
      deno: Deno.execPath(),
    });
    for (const PATH of [built.env["PATH"] ?? "", deno]) {
      for (const line of ["truncated", "corrupted"] as const) {
        await forget();
        registry.line = line;
        const spoiled = await run(["./hearth", "--version"], { PATH });
        assert.equal(spoiled.code, 1, `${line}: ${spoiled.stderr}`);
        assert.match(
          spoiled.stderr,
          /Cannot fetch Hearth .*: check the network, and the version in the file hearth\n$/,
        );
        registry.line = "sound";
        const next = await run(["./hearth", "--version"], { PATH });
        assert.equal(next.stdout, `${version}\n`, next.stderr);
      }
    }
  },
});
