/**
 * The environment of a user who has just arrived: an empty home, and nothing
 * of the developer's settings except how the machine reaches the network.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";

/** Directories that a sealed environment points at. */
export interface SealedDirs {
  readonly home: string;
  readonly temp: string;
}

/** What a machine needs to run programs and to reach the network at all. */
const KEPT = [
  "PATH",
  "LANG",
  "LC_ALL",
  "TZ",
  "USER",
  "LOGNAME",
  "http_proxy",
  "https_proxy",
  "all_proxy",
  "no_proxy",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "ALL_PROXY",
  "NO_PROXY",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "NIX_SSL_CERT_FILE",
  "NODE_EXTRA_CA_CERTS",
  "DENO_CERT",
  "DENO_TLS_CA_STORE",
  "PIP_CERT",
  "PIP_INDEX_URL",
  "PIP_FIND_LINKS",
  "UV_DEFAULT_INDEX",
  "UV_INDEX_URL",
  "NPM_CONFIG_REGISTRY",
];

/**
 * Makes the home and the temporary directory and returns the variables.
 * Downloads and Pythons are shared with the developer's own; what Deno compiles
 * is not, because every temporary directory would leave its entries there.
 */
export async function sealedEnvironment(
  { fs, env }: Pick<System, "fs" | "env">,
  { home, temp }: SealedDirs,
): Promise<Record<string, string>> {
  const cache = join(home, ".cache");
  const deno = join(cache, "deno");
  await fs.mkdir(deno);
  await fs.mkdir(temp);
  const shared = developerDirs(env);
  await fs.mkdir(join(shared.deno, "npm"));
  await fs.replaceLink(join(deno, "npm"), join(shared.deno, "npm"));
  const kept = KEPT.flatMap((name) => {
    const value = env.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    LANG: "C.UTF-8",
    ...Object.fromEntries(kept),
    HOME: home,
    TMPDIR: temp,
    SHELL: "/bin/sh",
    TERM: "dumb",
    XDG_CACHE_HOME: cache,
    XDG_CONFIG_HOME: join(home, ".config"),
    XDG_DATA_HOME: join(home, ".local", "share"),
    XDG_STATE_HOME: join(home, ".local", "state"),
    DENO_DIR: deno,
    DENO_NO_UPDATE_CHECK: "1",
    UV_CACHE_DIR: shared.uv,
    UV_PYTHON_INSTALL_DIR: shared.pythons,
    PYENV_ROOT: shared.pyenv,
    npm_config_cache: shared.npm,
  };
}

/** Where the developer's downloads are, by each tool's own rule. */
function developerDirs(
  { get, os }: System["env"],
): Record<"deno" | "uv" | "pythons" | "pyenv" | "npm", string> {
  const home = get("HOME") ?? "/";
  const xdg = get("XDG_CACHE_HOME") ?? join(home, ".cache");
  const data = get("XDG_DATA_HOME") ?? join(home, ".local", "share");
  const caches = os === "darwin" ? join(home, "Library", "Caches") : xdg;
  return {
    deno: get("DENO_DIR") ?? join(caches, "deno"),
    uv: get("UV_CACHE_DIR") ?? join(xdg, "uv"),
    pythons: get("UV_PYTHON_INSTALL_DIR") ?? join(data, "uv", "python"),
    pyenv: get("PYENV_ROOT") ?? join(home, ".pyenv"),
    npm: get("npm_config_cache") ?? join(home, ".npm"),
  };
}
