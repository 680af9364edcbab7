/**
 * `upgrade` and the fetch of a kit, killed at any moment: whole files only, and
 * the next run finishes.
 *
 * `HEARTH_KILL_ROUNDS` sets the number of rounds, `HEARTH_KILL_SEED` what
 * happens in them.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import config from "../../deno.json" with { type: "json" };
import { wrapperText } from "../../lib/kit/wrapper.ts";
import { denoSystem } from "../../lib/system/deno.ts";
import { type BuiltPackage, builtPackage } from "../support/built_package.ts";
import { CHECKOUT } from "../support/checkout.ts";
import { type ChildResult, spawnChild } from "../support/child.ts";
import { foreignRepository } from "../support/workspaces/foreign_repository.ts";
import { npmRegistry } from "../support/setup/npm_registry.ts";
import { randomNumbers } from "../support/random_numbers.ts";
import { requires } from "../support/requires.ts";

const { version } = config;
const NEXT = "9.0.0";
const ROUNDS = Number(Deno.env.get("HEARTH_KILL_ROUNDS") ?? 6);
const SEED = Number(Deno.env.get("HEARTH_KILL_SEED") ?? 1212);
const SIGNALS = ["SIGKILL", "SIGINT", "SIGTERM", "SIGHUP"] as const;

type Variables = Readonly<Record<string, string>>;

/** A repository with the wrapper. */
async function repositoryIn(built: BuiltPackage): Promise<string> {
  const root = await foreignRepository(built.dir);
  const text = await wrapperText(denoSystem(), { kit: CHECKOUT, version });
  await Deno.writeTextFile(join(root, "hearth"), text, { mode: 0o755 });
  return root;
}

/** Runs a command; once it has run for a while, all its processes get a signal. */
async function interrupted(
  command: readonly string[],
  { cwd, env, after, signal }: {
    cwd: string;
    env: Variables;
    after: number;
    signal: Deno.Signal;
  },
): Promise<void> {
  const child = spawnChild(["setsid", ...command], { cwd, env });
  const timer = setTimeout(() => {
    try {
      Deno.kill(-child.pid, signal);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }, after);
  await child.result;
  clearTimeout(timer);
}

Deno.test({
  ...requires(
    ["setsid"],
    "upgrade that is killed leaves one version or the other, and the next one finishes",
  ),
  async fn() {
    await using built = await builtPackage();
    const root = await repositoryIn(built);
    const tarballs = [await built.packAs(NEXT), built.tarball];
    const random = randomNumbers(SEED);
    const env = (tarball = ""): Variables => ({
      ...built.env,
      HEARTH_PACKAGE: tarball,
    });
    const run = (args: string[], tarball?: string): Promise<ChildResult> =>
      spawnChild(["./hearth", ...args], { cwd: root, env: env(tarball) })
        .result;
    const wrapper = (): Promise<string> =>
      Deno.readTextFile(join(root, "hearth"));
    assert.equal((await run(["--version"], built.tarball)).code, 0);
    const texts = [
      await wrapper(),
      (await wrapper()).replace(/^version=.*$/m, `version=${NEXT}`),
    ];
    const names = async (): Promise<string[]> =>
      (await Array.fromAsync(Deno.readDir(root), ({ name }) => name)).sort();
    const begun = performance.now();
    assert.equal((await run(["upgrade"], tarballs[0])).code, 0);
    const duration = performance.now() - begun;
    const whole = await names();
    for (let round = 0; round < ROUNDS; round++) {
      const target = tarballs[(round + 1) % 2];
      // Else it would have nothing to fetch.
      const kit = round % 2 === 0 ? version : NEXT;
      const kits = join(built.home, ".cache/hearth/kits");
      if (random() < 0.5 && kit !== undefined) {
        await Deno.remove(join(kits, kit), { recursive: true });
      }
      const signal = SIGNALS[Math.floor(random() * 4)] ?? "SIGKILL";
      const after = random() * duration * 1.1;
      const where = `seed ${SEED}, round ${round}: ${signal} at ${after} ms`;
      await interrupted(["./hearth", "upgrade"], {
        cwd: root,
        env: env(target),
        after,
        signal,
      });
      assert.ok(texts.includes(await wrapper()), where);
      const next = await run(["upgrade"], target);
      assert.equal(next.code, 0, `${where}\n${next.stderr}`);
      assert.equal(
        await wrapper(),
        texts[(round + 1) % 2 === 0 ? 1 : 0],
        where,
      );
      assert.deepEqual(await names(), whole, where);
    }
  },
});

Deno.test({
  ...requires(
    ["setsid", "verdaccio", "npx"],
    "a wrapper that is killed while it fetches has its kit after the next run",
  ),
  async fn() {
    await using built = await builtPackage();
    const root = await repositoryIn(built);
    const { HEARTH_PACKAGE: _tarball, ...base } = built.env;
    await using registry = await npmRegistry(join(built.dir, "registry"), base);
    await registry.publish(built.tarball);
    const env = {
      ...base,
      ...registry.env,
      "npm_config_cache": join(built.home, "npm"),
    };
    const kit = join(built.home, ".cache/hearth/kits", version);
    const run = (): Promise<ChildResult> =>
      spawnChild(["./hearth", "--version"], { cwd: root, env }).result;
    const begun = performance.now();
    assert.equal((await run()).code, 0);
    const duration = performance.now() - begun;
    const random = randomNumbers(SEED);
    for (let round = 0; round < ROUNDS; round++) {
      await Deno.remove(kit, { recursive: true });
      const signal = SIGNALS[Math.floor(random() * 4)] ?? "SIGKILL";
      const after = random() * duration * 1.1;
      const where = `seed ${SEED}, round ${round}: ${signal} at ${after} ms`;
      await interrupted(["./hearth", "--version"], {
        cwd: root,
        env,
        after,
        signal,
      });
      const next = await run();
      assert.equal(next.stdout, `${version}\n`, `${where}\n${next.stderr}`);
      assert.ok((await Deno.stat(join(kit, "installed"))).isFile, where);
    }
  },
});
