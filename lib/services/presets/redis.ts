/**
 * Redis as a service.
 *
 * @module
 */
import type { ServiceInput } from "../../workspace/workspace.ts";
import { providedAs, providedParts } from "./provided_parts.ts";

/** What may differ between workspaces that run Redis. */
export interface RedisOptions {
  /** @default {6379} */
  readonly port?: number;
  /**
   * Variable with the address, or several, for services that depend on it.
   * @default {"REDIS_URL"}
   */
  readonly variable?: string | readonly string[];
  /**
   * Variables with the parts of the address, where services read it in parts:
   * `{ host: "REDIS_HOST", port: "REDIS_PORT" }`.
   */
  readonly variables?: {
    readonly host?: string;
    readonly port?: string;
    readonly password?: string;
  };
  /** Further lines of its configuration: `["maxmemory 100mb"]`. */
  readonly config?: readonly string[];
}

/**
 * Declares Redis, or Valkey where only that is installed: it keeps its data below
 * `.hearth/data/NAME`, which `clean` keeps, listens on loopback only and asks for
 * a random password, which is in the address that dependent services get.
 */
export function redis(
  { port = 6379, variable = "REDIS_URL", variables = {}, config = [] }:
    RedisOptions = {},
): ServiceInput {
  const parts = { host: "127.0.0.1", port: "{port}", password: "{password}" };
  return {
    command: ["sh", "-c", SERVE, "redis", ...config],
    ready: { log: "Ready to accept connections" },
    port,
    env: {
      HEARTH_DATA: "{data}",
      REDIS_PORT: "{port}",
      REDISCLI_AUTH: "{password}",
    },
    provides: {
      ...providedAs(
        variable,
        "redis://default:{password}@127.0.0.1:{port}/0",
      ),
      ...providedParts(variables, parts),
    },
    // It writes its data first.
    stopTimeout: 30,
  };
}

/** The password goes through a file of the user's, not through arguments. */
const SERVE = `
set -eu
umask 077
server=$(command -v redis-server || command -v valkey-server || :)
if [ -z "$server" ]; then
  echo "Redis is not installed: cannot find redis-server or valkey-server" >&2
  echo "Install it (apt install redis-server, brew install redis, nix: redis)" >&2
  exit 127
fi
{
  echo "bind 127.0.0.1"
  echo "port $REDIS_PORT"
  echo "requirepass $REDISCLI_AUTH"
  echo "appendonly yes"
  printf 'dir "%s"\\n' "$(printf '%s' "$HEARTH_DATA" | sed 's/[\\\\"]/\\\\&/g')"
  for line; do printf '%s\\n' "$line"; done
} >"$HEARTH_DATA/redis.conf"
exec "$server" "$HEARTH_DATA/redis.conf" --daemonize no
`;
