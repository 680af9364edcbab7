/**
 * What the workspace's flake reads.
 *
 * @module
 */
import type { Context } from "../../core/context.ts";
import type { Paths } from "../../core/files/paths.ts";
import {
  dirname,
  join,
  relative,
  resolve,
} from "../../core/files/posix_path.ts";
import { fingerprintOf } from "../../setup/venv/fingerprint_of.ts";
import type { System } from "../../system/mod.ts";

/** The files of a flake, by what they are to it. */
export interface FlakeSources {
  /** Text by name relative to the workspace: what Nix is given. */
  readonly files: ReadonlyMap<string, string>;
  /** Text of `local.nix`, where there is one. */
  readonly local: string | undefined;
  /** Absolute paths whose change may change the environment. */
  readonly watched: readonly string[];
}

/** A relative path as Nix writes one. */
const PATH_LITERAL = /(?<![\w./])\.{1,2}\/[\w.+/-]*[\w+-]/g;

/**
 * Reads `flake.nix`, `flake.lock`, `nix/` and what path literals in them name,
 * files or whole directories. That is an approximation: a path that Nix puts
 * together while it evaluates is not seen, and what it names must be in `nix/`.
 */
export async function flakeSources(
  { system: { fs }, paths }: Context<"fs">,
): Promise<FlakeSources> {
  const files = new Map<string, string>();
  const watched = new Set<string>();
  async function read(path: string): Promise<void> {
    const isOutside = !path.startsWith(`${paths.root}/`);
    if (watched.has(path) || isOutside || isOurs(paths, path)) return;
    watched.add(path);
    const stat = await fs.stat(path);
    if (stat?.kind === "directory") {
      const entries = await fs.readDir(path) ?? [];
      for (const { name } of entries) await read(join(path, name));
    }
    if (stat?.kind !== "file") return;
    const text = await fs.readText(path) ?? "";
    files.set(relative(paths.root, path), text);
    if (!path.endsWith(".nix")) return;
    for (const [literal] of withoutComments(text).matchAll(PATH_LITERAL)) {
      await read(resolve(dirname(path), literal));
    }
  }
  const local = join(paths.root, "local.nix");
  for (const name of ["flake.nix", "flake.lock", "nix"]) {
    await read(join(paths.root, name));
  }
  return {
    files: new Map([...files].sort(([a], [b]) => a < b ? -1 : 1)),
    local: await fs.readText(local),
    watched: [...watched, local],
  };
}

/** Names an environment by everything that decides what it holds. */
export async function sourcesKey(
  { env }: Pick<System, "env">,
  { files, local }: FlakeSources,
): Promise<string> {
  const all = [env.os, env.arch, local ?? null, [...files]];
  return (await fingerprintOf(JSON.stringify(all))).slice(0, 16);
}

/** What must never reach Nix's store, which everybody can read. */
function isOurs({ root, state, venv }: Paths, path: string): boolean {
  return path === state || path === venv || path === join(root, ".git") ||
    path.startsWith(join(root, ".env"));
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|#.*$/gm, "");
}
