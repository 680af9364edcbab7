/**
 * The environment of every Nix process while flakes are tested.
 *
 * @module
 */
import { EXIT, UserError } from "../../core/errors.ts";
import { nixConfig } from "../../nix/nix_config.ts";
import { join } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";

/**
 * What the host-backed nixpkgs needs to build, and Nix to find its store and
 * other machines.
 */
const KEPT =
  /^(PATH|LANG|LC_ALL|TZ|TMPDIR|USER|LOGNAME|NIX_(REMOTE|STORE_DIR|STATE_DIR|SSL_CERT_FILE|SSHOPTS)|SSH_AUTH_SOCK|SSL_CERT_.*|UV_.*|PIP_.*|.*_PROXY|.*_proxy)$/;

/**
 * Nothing of the user's settings: what is found here holds for everybody.
 *
 * @param dir an existing directory for the settings and an empty home
 */
export async function sealedNixEnvironment(
  { fs, env }: Pick<System, "fs" | "env">,
  dir: string,
): Promise<Record<string, string>> {
  const home = join(dir, "home");
  const config = join(dir, "nix.conf");
  await fs.mkdir(home);
  // Nix takes an empty name of a registry for an address to download.
  const registry = join(dir, "registry.json");
  await fs.writeText(registry, JSON.stringify({ version: 2, flakes: [] }));
  await fs.writeText(config, `${nixConfig()}flake-registry = ${registry}\n`);
  const kept = Object.entries(env.all()).filter(([name]) => KEPT.test(name));
  const cache = env.get("XDG_CACHE_HOME") ??
    join(env.get("HOME") ?? home, ".cache");
  return {
    // Packages of PyPI are downloaded once, not once for each run.
    UV_CACHE_DIR: join(cache, "uv"),
    ...Object.fromEntries(kept),
    HOME: home,
    NIX_USER_CONF_FILES: config,
  };
}

/** The user's own settings, with flakes switched on. */
export function userNixEnvironment(
  { env }: Pick<System, "env">,
): Record<string, string> {
  const features = "extra-experimental-features = nix-command flakes";
  const config = env.get("NIX_CONFIG");
  return {
    ...env.all(),
    NIX_CONFIG: config === undefined ? features : `${config}\n${features}`,
  };
}

/**
 * Identifies a Nix without running it.
 *
 * @throws {UserError} when there is none
 */
export async function nixIdentity(
  { fs, env }: Pick<System, "fs" | "env">,
): Promise<string> {
  for (const dir of (env.get("PATH") ?? "").split(":")) {
    const path = await fs.realPath(join(dir, "nix"));
    const stat = path === undefined ? undefined : await fs.stat(path);
    if (stat?.kind !== "file" || (stat.mode & 0o111) === 0) continue;
    return `${path} ${stat.size} ${stat.mtime}`;
  }
  throw new UserError("Cannot test flakes: Nix is not installed", {
    hint: env.os === "linux"
      ? "Install it, for instance with: sudo apt-get install nix-bin"
      : "Install it, see https://nixos.org/download",
    exitCode: EXIT.needsUser,
  });
}
