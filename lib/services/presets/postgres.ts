/**
 * PostgreSQL as a service.
 *
 * @module
 */
import type { ServiceInput } from "../../workspace/workspace.ts";
import { providedAs, providedParts } from "./provided_parts.ts";

/** What may differ between workspaces that run PostgreSQL. */
export interface PostgresOptions {
  /** @default {5432} */
  readonly port?: number;
  /** Database that the first start makes. @default {"app"} */
  readonly database?: string;
  /** Superuser that the first start makes. @default {"postgres"} */
  readonly user?: string;
  /**
   * Variable with the address, or several, for services that depend on it.
   * @default {"DATABASE_URL"}
   */
  readonly variable?: string | readonly string[];
  /** Beginning of the address: `"postgresql+asyncpg"`. @default {"postgresql"} */
  readonly scheme?: string;
  /**
   * Variables with the parts of the address, where services read it in parts:
   * `{ host: "DB_HOST", password: "DB_PASSWORD" }`.
   */
  readonly variables?: {
    readonly host?: string;
    readonly port?: string;
    readonly user?: string;
    readonly password?: string;
    readonly database?: string;
  };
  /** Settings of the server: `{ max_connections: "50" }`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * Declares PostgreSQL: the first start makes a cluster and a database below
 * `.hearth/data/NAME`, which `clean` keeps. It listens on loopback only and asks
 * for a random password, which is in the address that dependent services get.
 * The programs come from `PATH` or from where distributions put them.
 */
export function postgres(
  {
    port = 5432,
    database = "app",
    user = "postgres",
    variable = "DATABASE_URL",
    scheme = "postgresql",
    variables = {},
    settings = {},
  }: PostgresOptions = {},
): ServiceInput {
  const options = Object.entries(settings)
    .flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const parts = {
    host: "127.0.0.1",
    port: "{port}",
    user,
    password: "{password}",
    database,
  };
  const path = [user, ":{password}@127.0.0.1:{port}/", database];
  const [name = "", address, place = ""] = path;
  return {
    command: ["sh", "-c", `${FIND}${SERVE}`, "postgres", ...options],
    before: [["sh", "-c", `${FIND}${INITIALIZE}`]],
    ready: { command: ["sh", "-c", `${FIND}${ASK}`] },
    port,
    env: {
      HEARTH_DATA: "{data}",
      PGPORT: "{port}",
      PGUSER: user,
      PGPASSWORD: "{password}",
      PGDATABASE: database,
    },
    provides: {
      ...providedAs(
        variable,
        `${scheme}://${encodeURIComponent(name)}${address}${
          encodeURIComponent(place)
        }`,
      ),
      ...providedParts(variables, parts),
    },
    // A fast shutdown: it ends sessions instead of waiting for them.
    stopSignal: "SIGINT",
    stopTimeout: 30,
  };
}

/**
 * Sets `bin` and `data`, and `as` to what runs a program as another user where
 * the user is root, as in a container: PostgreSQL refuses to run as root. That
 * user may search `.hearth`, which is closed to others, by one capability.
 */
const FIND = `
set -eu
umask 077
data=$HEARTH_DATA/cluster
bin=
for dir in "$(command -v postgres 2>/dev/null | sed 's|/postgres$||')" \\
  $(ls -d /usr/lib/postgresql/*/bin /usr/pgsql-*/bin \\
    /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin \\
    2>/dev/null | sort -t/ -k5 -V -r); do
  [ -x "$dir/initdb" ] && [ -x "$dir/postgres" ] && [ -x "$dir/pg_isready" ] &&
    { bin=$dir; break; }
done
if [ -z "$bin" ]; then
  echo "PostgreSQL is not installed: cannot find initdb, postgres, pg_isready" >&2
  echo "Install it (apt install postgresql, brew install postgresql, nix: postgresql)" >&2
  exit 127
fi
as() { exec "$@"; }
if [ "$(id -u)" = 0 ]; then
  uid=65534 gid=65534
  id postgres >/dev/null 2>&1 && uid=$(id -u postgres) gid=$(id -g postgres)
  as() {
    exec setpriv --reuid="$uid" --regid="$gid" \\
      --clear-groups --inh-caps=-all,+dac_override,+dac_read_search \\
      --ambient-caps=-all,+dac_override,+dac_read_search "$@"
  }
fi
`;

/** A cluster appears under its name once it is whole, with its database. */
const INITIALIZE = `
if [ -s "$data/PG_VERSION" ]; then
  have=$(cat "$data/PG_VERSION")
  is=$("$bin/postgres" --version | sed 's/^[^0-9]*\\([0-9]*\\).*/\\1/')
  [ "$have" = "$is" ] && exit 0
  echo "The data in $data are of PostgreSQL $have, but $bin has $is" >&2
  echo "Install PostgreSQL $have, or dump and reload the data" >&2
  exit 1
fi
draft=$data.new
rm -rf "$draft"
mkdir "$draft"
[ "$(id -u)" != 0 ] || chown "$uid:$gid" "$draft"
# The password is read from a pipe, so that it is in no list of arguments.
printf '%s\\n' "$PGPASSWORD" | (as "$bin/initdb" --pgdata="$draft" \\
  --username="$PGUSER" --pwfile=/dev/stdin --auth=scram-sha-256 \\
  --encoding=UTF8 --locale=C --no-sync)
case $PGDATABASE in postgres|template0|template1) ;; *)
  quoted=$(printf '%s' "$PGDATABASE" | sed 's/"/""/g')
  printf 'CREATE DATABASE "%s";\\n' "$quoted" |
    (as "$bin/postgres" --single -j -D "$draft" postgres)
esac
sync
mv "$draft" "$data"
`;

/** Its sockets stay out of /tmp: the service is reached over TCP. */
const SERVE = `
as "$bin/postgres" -D "$data" -p "$PGPORT" -c listen_addresses=127.0.0.1 \\
  -c unix_socket_directories= "$@"
`;

const ASK = `
"$bin/pg_isready" -q -h 127.0.0.1
`;
