/**
 * A registry of npm on the loopback, which knows no other one, and a line to
 * it that a test can spoil.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { freePort } from "../free_port.ts";
import { spawnChild } from "../child.ts";
import { waitFor } from "../wait_for.ts";

/** What becomes of the tarballs that are downloaded. */
export type Line = "sound" | "truncated" | "corrupted";

/** The registry; disposing of it ends it. */
export interface NpmRegistry extends AsyncDisposable {
  /** Its address for npm and Deno, with a user's new home. */
  readonly env: Readonly<Record<string, string>>;
  /** Publishes a tarball under the tag `latest`. */
  publish(tarball: string): Promise<void>;
  /** How downloads go from here on. */
  line: Line;
  /** From here on nothing answers. */
  close(): Promise<void>;
}

const CONFIG = `storage: ./storage
web: { enable: false }
auth: { htpasswd: { file: ./htpasswd } }
uplinks: {}
packages: { "**": { access: $all, publish: $all } }
log: { type: stdout, format: json, level: error }
`;

/** Starts Verdaccio with its files in a directory. */
export async function npmRegistry(
  dir: string,
  base: Readonly<Record<string, string>>,
): Promise<NpmRegistry> {
  const home = join(dir, "publisher");
  await Deno.mkdir(home, { recursive: true });
  await Deno.writeTextFile(join(dir, "config.yaml"), CONFIG);
  const port = freePort();
  const verdaccio = spawnChild(
    ["verdaccio", "--config", "config.yaml", "--listen", `127.0.0.1:${port}`],
    { cwd: dir, env: base },
  );
  const ping = async (): Promise<boolean> => {
    const response = await fetch(`http://127.0.0.1:${port}/-/ping`);
    await response.body?.cancel();
    return response.ok;
  };
  await waitFor(ping, "Verdaccio");
  let line: Line = "sound";
  const proxy = Deno.serve({
    hostname: "127.0.0.1",
    port: 0,
    onListen() {},
    handler: (request) => pass(request, port, line),
  });
  const address = `http://127.0.0.1:${proxy.addr.port}/`;
  await Deno.writeTextFile(
    join(home, ".npmrc"),
    // npm publishes nothing without one, whatever the registry asks for.
    `//127.0.0.1:${proxy.addr.port}/:_authToken=any\n`,
  );
  const env = {
    "npm_config_registry": address,
    NPM_CONFIG_REGISTRY: address,
    "npm_config_fetch_retries": "0",
    "npm_config_update_notifier": "false",
    NO_PROXY: "127.0.0.1",
  };
  let isClosed = false;
  async function close(): Promise<void> {
    if (isClosed) return;
    isClosed = true;
    await proxy.shutdown();
    await verdaccio[Symbol.asyncDispose]();
  }
  return {
    env,
    get line() {
      return line;
    },
    set line(next) {
      line = next;
    },
    async publish(tarball) {
      const { code, stderr } = await spawnChild(
        ["npm", "publish", "--tag", "latest", tarball],
        { cwd: dir, env: { ...base, ...env, HOME: home } },
      ).result;
      assert.equal(code, 0, stderr);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Hands a request on, and spoils a tarball that comes back. */
async function pass(
  request: Request,
  port: number,
  line: Line,
): Promise<Response> {
  const { pathname, search, host } = new URL(request.url);
  const headers = new Headers(request.headers);
  headers.delete("accept-encoding");
  const answer = await fetch(`http://127.0.0.1:${port}${pathname}${search}`, {
    method: request.method,
    headers,
    body: request.method === "GET" ? null : await request.arrayBuffer(),
  });
  const isText = answer.headers.get("content-type")?.includes("json");
  const bytes = isText
    // Tarballs come through here, too.
    ? new TextEncoder().encode(
      (await answer.text()).replaceAll(`127.0.0.1:${port}`, host),
    )
    : new Uint8Array(await answer.arrayBuffer());
  const plain = new Headers(answer.headers);
  plain.delete("content-encoding");
  plain.delete("content-length");
  if (line === "sound" || !pathname.endsWith(".tgz")) {
    // "Not modified" may have no body.
    const body = bytes.length === 0 ? null : bytes;
    return new Response(body, { status: answer.status, headers: plain });
  }
  const middle = Math.floor(bytes.length / 2);
  if (line === "truncated") {
    return new Response(bytes.subarray(0, middle), { headers: plain });
  }
  const changed = bytes.with(middle, (bytes[middle] ?? 0) ^ 0xff);
  return new Response(changed, { headers: plain });
}
