/**
 * The environment of a user who has just arrived: an empty home, and nothing
 * of the developer's settings save how the machine reaches the network.
 *
 * @module
 */
import { join } from "node:path";

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
 * Makes the home and the temporary directory and returns the variables. Downloads
 * are shared with the developer's caches; what Deno compiles is not, because
 * every temp directory would leave its own entries there for ever.
 */
export async function sealedEnvironment(
  { home, temp }: SealedDirs,
): Promise<Record<string, string>> {
  const cache = join(home, ".cache");
  const deno = join(cache, "deno");
  await Deno.mkdir(deno, { recursive: true });
  await Deno.mkdir(temp, { recursive: true });
  const shared = developerCaches();
  await Deno.mkdir(join(shared.deno, "npm"), { recursive: true });
  await Deno.symlink(join(shared.deno, "npm"), join(deno, "npm"));
  const kept = KEPT.flatMap((name) => {
    const value = Deno.env.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    LANG: "C.UTF-8",
    ...Object.fromEntries(kept),
    HOME: home,
    TMPDIR: temp,
    SHELL: "/bin/sh",
    TERM: "dumb",
    // An index of 90 MB for a few flakes.
    HEARTH_NAMES: "off",
    XDG_CACHE_HOME: cache,
    XDG_CONFIG_HOME: join(home, ".config"),
    XDG_DATA_HOME: join(home, ".local", "share"),
    XDG_STATE_HOME: join(home, ".local", "state"),
    DENO_DIR: deno,
    DENO_NO_UPDATE_CHECK: "1",
    UV_CACHE_DIR: shared.uv,
    npm_config_cache: shared.npm,
  };
}

/** Where the developer's downloads are, by each tool's own rule. */
function developerCaches(): Record<"deno" | "uv" | "npm", string> {
  const home = Deno.env.get("HOME") ?? "/";
  const xdg = Deno.env.get("XDG_CACHE_HOME") ?? join(home, ".cache");
  const onMac = Deno.build.os === "darwin";
  return {
    deno: Deno.env.get("DENO_DIR") ??
      join(onMac ? join(home, "Library", "Caches") : xdg, "deno"),
    uv: Deno.env.get("UV_CACHE_DIR") ?? join(xdg, "uv"),
    npm: Deno.env.get("npm_config_cache") ?? join(home, ".npm"),
  };
}
