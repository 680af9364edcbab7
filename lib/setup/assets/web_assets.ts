/**
 * Scripts of npm packages that the web app serves from this machine.
 *
 * @module
 */
import { HEARTH } from "../../system/launcher.ts";
import { join } from "../../core/files/posix_path.ts";
import config from "../../../deno.json" with { type: "json" };
import { UserError } from "../../core/errors.ts";
import type { Context } from "../../core/context.ts";
import type { Paths } from "../../core/files/paths.ts";
import { readJson } from "../../core/files/read_json.ts";
import { inStage, silent, type WorkOptions } from "../../core/reporter.ts";
import type { System } from "../../system/mod.ts";

/** A file that the app serves under `/static/`. */
interface WebAsset {
  readonly name: string;
  /** The package and version that `deno.json` pins. */
  readonly origin: string;
  /** Has Deno hand out the file, from its cache or else from the network. */
  readonly load: () => Promise<string>;
}

const ASSETS: readonly WebAsset[] = [
  {
    name: "htmx.min.js",
    origin: config.imports["htmx.org"],
    load: async () => {
      const file = await import("htmx.org/dist/htmx.min.js", {
        with: { type: "text" },
      });
      return file.default;
    },
  },
];

/** What was prepared, in bytes by name and origin. */
type Stamp = Readonly<Record<string, number>>;

/**
 * Copies the app's scripts out of their npm packages, once per version.
 *
 * They are imported as text, so that Deno itself finds, fetches and caches the
 * package and refuses one whose integrity is not what `deno.lock` says.
 *
 * @throws {UserError} when a package is neither cached nor within reach, or
 * differs from the lock
 */
export async function prepareAssets(
  { system: { fs }, paths }: Context<"fs">,
  { report = silent, signal }: WorkOptions = {},
): Promise<"current" | "prepared"> {
  const stampFile = join(paths.assets, "stamp.json");
  const stamp = (await readJson({ fs }, stampFile) ?? {}) as Stamp;
  if (await isCurrent(fs, paths, stamp)) return "current";
  await inStage(report, "Preparing web assets", async (stage) => {
    await fs.remove(stampFile);
    const sizes: Record<string, number> = {};
    for (const asset of ASSETS) {
      signal?.throwIfAborted();
      stage.update(asset.name);
      const path = join(paths.assets, asset.name);
      await fs.writeText(path, await load(asset));
      sizes[keyOf(asset)] = (await fs.stat(path))?.size ?? 0;
    }
    await fs.writeText(stampFile, JSON.stringify(sizes));
  });
  return "prepared";
}

function keyOf({ name, origin }: WebAsset): string {
  return `${name} of ${origin}`;
}

async function isCurrent(
  fs: System["fs"],
  paths: Paths,
  stamp: Stamp,
): Promise<boolean> {
  const checks = await Promise.all(ASSETS.map(async (asset) => {
    const file = await fs.stat(join(paths.assets, asset.name));
    return file !== undefined && file.size === stamp[keyOf(asset)];
  }));
  return checks.every(Boolean);
}

async function load(asset: WebAsset): Promise<string> {
  try {
    return await asset.load();
  } catch (cause) {
    throw new UserError(
      `Cannot get "${asset.name}": ${asset.origin} is not in Deno's cache, ` +
        "and the version in deno.lock could not be downloaded",
      {
        hint: `Connect to the network, then run: ${HEARTH} setup`,
        cause,
      },
    );
  }
}
