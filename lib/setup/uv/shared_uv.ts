/**
 * The uv that Hearth installed for a user, shared by all workspaces: a
 * directory for each version.
 *
 * @module
 */
import type { Context } from "../../core/context.ts";
import { dirname, join } from "../../core/files/posix_path.ts";
import { userCacheDir } from "../../core/files/user_cache.ts";
import { compareVersions } from "../../core/text/compare_versions.ts";
import type { System } from "../../system/mod.ts";

/** Written last: the size of the program in bytes. */
const INSTALLED = "installed";

/** What the names of unfinished installations begin with. */
export const DRAFT = "draft-";

/** Where uv is installed: for the user, else for the workspace alone. */
export function uvHomes(
  { system, paths }: Context<"env">,
): readonly string[] {
  const { env } = system;
  const own = join(paths.tools, "uv");
  const hasCache = env.get("XDG_CACHE_HOME") || env.get("HOME");
  return hasCache ? [join(userCacheDir(system), "tools", "uv"), own] : [own];
}

/** The program in an installation. */
export function uvIn(dir: string): string {
  return join(dir, "bin", "uv");
}

/** Programs that are as they were installed, the newest first. */
export async function installedUvs(
  { fs }: Pick<System, "fs">,
  home: string,
): Promise<string[]> {
  const names = (await fs.readDir(home) ?? []).map(({ name }) => name)
    .filter((name) => /^\d/.test(name)).sort(compareVersions).reverse();
  const found: string[] = [];
  for (const name of names) {
    const dir = join(home, name);
    if (await isWhole(fs, dir)) found.push(uvIn(dir));
  }
  return found;
}

/** The version that a program of {@linkcode installedUvs} must be. */
export function versionOf(program: string): string {
  return dirname(dirname(program)).split("/").at(-1) ?? "";
}

/** Moves a finished draft to its version's place; one that is damaged goes. */
export async function keepUv(
  { fs }: Pick<System, "fs">,
  { home, draft, version }: {
    readonly home: string;
    readonly draft: string;
    readonly version: string;
  },
): Promise<void> {
  const { size = 0 } = await fs.stat(uvIn(draft)) ?? {};
  await fs.writeText(join(draft, INSTALLED), `${size}\n`, { durable: true });
  const place = join(home, version);
  const old = `${draft}.old`;
  if (await fs.stat(place) !== undefined) await fs.rename(place, old);
  await fs.rename(draft, place);
  await fs.remove(old);
}

async function isWhole(fs: System["fs"], dir: string): Promise<boolean> {
  const program = await fs.stat(uvIn(dir));
  const mark = await fs.stat(join(dir, INSTALLED));
  const size = await fs.readText(join(dir, INSTALLED));
  return program !== undefined && mark !== undefined &&
    size === `${program.size}\n` && program.mtime <= mark.mtime;
}
