/**
 * The npm package as it is built, packed for tests.
 *
 * @module
 */
import { join } from "node:path";
import { sealPackage } from "../../tools/build/seal_package.ts";
import config from "../../deno.json" with { type: "json" };
import { CHECKOUT } from "./checkout.ts";
import { sealedEnvironment } from "./workspaces/sealed_environment.ts";
import { spawnChild } from "./child.ts";
import { tempDir } from "./temp_dir.ts";

/** A package, and a home in which nothing is installed yet. */
export interface BuiltPackage extends AsyncDisposable {
  /** A directory for whatever a test needs. */
  readonly dir: string;
  readonly home: string;
  /** The package unpacked. */
  readonly dist: string;
  /** `hearthspace-VERSION.tgz`. */
  readonly tarball: string;
  /** The sealed environment, with Deno on PATH and the tarball to install. */
  readonly env: Readonly<Record<string, string>>;
  /** Packs another version of it: the same code under another number. */
  packAs(
    version: string,
    change?: (dist: string) => Promise<void>,
  ): Promise<string>;
}

let building: Promise<string> | undefined;

/** Builds once for all tests of a process. */
async function build(): Promise<string> {
  const dir = await Deno.makeTempDir({ prefix: "hearth-test-" });
  globalThis.addEventListener("unload", () => {
    Deno.removeSync(dir, { recursive: true });
  });
  const dist = join(dir, "package");
  await run([
    ...[Deno.execPath(), "run", "-A", "--lock=tests/deno.lock"],
    ...["tools/build/build.ts", dist],
  ], CHECKOUT);
  return dist;
}

/** Builds and packs it, as npm would. */
export async function builtPackage(): Promise<BuiltPackage> {
  const temp = await tempDir();
  const dir = temp.path;
  const dist = join(dir, "package");
  const home = join(dir, "home");
  const env = await sealedEnvironment({ home, temp: join(dir, "tmp") });
  building ??= build();
  await run(["cp", "-R", await building, dist], dir);
  const tarball = join(dir, `hearthspace-${config.version}.tgz`);
  await run(["tar", "-czf", tarball, "-C", dir, "package"], dir);
  const deno = Deno.execPath().replace(/\/[^/]+$/, "");
  return {
    dir,
    home,
    dist,
    tarball,
    env: { ...env, PATH: `${deno}:${env.PATH}`, HEARTH_PACKAGE: tarball },
    async packAs(version, change) {
      const place = join(dir, `of-${version}`);
      const copy = join(place, "package");
      await Deno.mkdir(place);
      await run(["cp", "-R", dist, copy], dir);
      for await (const { name } of Deno.readDir(copy)) {
        if (!name.endsWith(".js")) continue;
        const file = join(copy, name);
        const text = await Deno.readTextFile(file);
        const changed = text.replaceAll(`"${config.version}"`, `"${version}"`);
        if (changed !== text) await Deno.writeTextFile(file, changed);
      }
      await change?.(copy);
      await sealPackage(copy, { ...config, version });
      const packed = join(dir, `hearthspace-${version}.tgz`);
      await run(["tar", "-czf", packed, "-C", place, "package"], dir);
      return packed;
    },
    [Symbol.asyncDispose]: () => temp[Symbol.asyncDispose](),
  };
}

async function run(command: readonly string[], cwd: string): Promise<void> {
  const env = Deno.env.toObject();
  const { code, stderr } = await spawnChild(command, { cwd, env }).result;
  if (code !== 0) throw new Error(`${command.join(" ")}: ${stderr}`);
}
