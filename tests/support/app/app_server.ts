/**
 * The real app in a directory of its own, for tests.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import type { BrowserContext } from "../../packages/playwright.ts";
import { workspacePaths } from "../../../lib/core/files/paths.ts";
import { addressFile } from "../../../lib/services/open/address_file.ts";
import { denoFileSystem } from "../../../lib/system/files/deno_file_system.ts";
import { prepareAssets } from "../../../lib/setup/assets/web_assets.ts";
import { cookieFrom } from "./app_sign_in.ts";
import { CHECKOUT } from "../checkout.ts";
import { testPython } from "../setup/test_python.ts";
import { waitFor } from "../wait_for.ts";

/** What may differ between tests. */
export interface AppServerOptions {
  /** Whether setup has prepared the web assets. @default {true} */
  readonly assets?: boolean;
  /**
   * A copy of the checkout to run in, which stays. @default {a directory with the
   * app alone}
   */
  readonly dir?: string;
  /** Variables beside those that are inherited. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A running `python server.py`, which ends when it goes out of scope. */
export interface AppServer extends AsyncDisposable {
  readonly dir: string;
  readonly pid: number;
  readonly port: number;
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** `NAME=VALUE`, with which requests are signed in. */
  readonly cookie: string;
  /** Like the global one, for a path of the app, signed in. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** The next address that signs a browser in, once. */
  signInAddress(): Promise<string>;
  /** Signs a browser in. */
  signIn(context: BrowserContext): Promise<void>;
  /** What it printed so far. */
  readonly log: string;
  /** Rewrites a file of the app. */
  edit(path: string, change: (text: string) => string): Promise<void>;
  /** Waits until a page says it, or throws with the log. */
  untilPageSays(path: string, text: string): Promise<void>;
}

/** Copies the app and runs it on a free port; requests may come at once. */
export async function startAppServer(
  { assets = true, dir: given, env = {} }: AppServerOptions = {},
): Promise<AppServer> {
  const dir = given ?? await Deno.makeTempDir({ prefix: "hearth-app-" });
  if (given === undefined) await copyApp(dir);
  const remove = async (): Promise<void> => {
    if (given === undefined) await Deno.remove(dir, { recursive: true });
  };
  if (assets) {
    await prepareAssets({
      system: { fs: denoFileSystem() },
      paths: workspacePaths(dir),
    });
  }
  const file = addressFile(workspacePaths(dir), "server");
  const signInAddress = async (): Promise<string> =>
    (await Deno.readTextFile(file)).trim();
  const child = new Deno.Command(await testPython(), {
    args: ["server.py"],
    cwd: dir,
    env: {
      HEARTH_ADDRESS_FILE: file,
      ...env,
      PORT: "0",
      PYTHONUNBUFFERED: "1",
    },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const log: string[] = [];
  const { promise: address, resolve, reject } = Promise.withResolvers<string>();
  address.catch(() => undefined);
  const read = Promise.all([child.stdout, child.stderr].map(async (stream) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      log.push(text);
      const url = /Serving (http:\S+)/.exec(log.join(""))?.[1];
      if (url !== undefined) resolve(url);
    }
    reject(new Error(`server.py did not start:\n${log.join("")}`));
  }));
  const end = async (): Promise<void> => {
    try {
      child.kill("SIGTERM");
    } catch {
      // It ended by itself.
    }
    // A handler that never returns keeps it from hearing that.
    const force = setTimeout(() => child.kill("SIGKILL"), 20_000);
    await Promise.all([child.status, read]);
    clearTimeout(force);
    await remove();
  };
  let url: string;
  let cookie: string;
  try {
    url = await address;
    cookie = await cookieFrom(await signInAddress());
  } catch (error) {
    await end();
    throw error;
  }
  const signedIn: AppServer["fetch"] = (path, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set("Cookie", cookie);
    return fetch(url + path, { ...init, headers });
  };
  return {
    dir,
    pid: child.pid,
    port: Number(new URL(url).port),
    url,
    cookie,
    fetch: signedIn,
    signInAddress,
    async signIn(context) {
      const page = await context.newPage();
      await page.goto(await signInAddress());
      await page.close();
    },
    get log() {
      return log.join("");
    },
    async edit(path, change) {
      const file = join(dir, path);
      await Deno.writeTextFile(file, change(await Deno.readTextFile(file)));
    },
    async untilPageSays(path, text) {
      await waitFor(async () => {
        const page = await (await signedIn(path)).text();
        assert.ok(page.includes(text), `${page}\n${log.join("")}`);
        return true;
      }, `"${text}" on ${path}`);
    },
    [Symbol.asyncDispose]: end,
  };
}

/** Copies `server.py` and `app/`, without what Python made beside them. */
async function copyApp(dir: string): Promise<void> {
  await Deno.copyFile(join(CHECKOUT, "server.py"), join(dir, "server.py"));
  await copyDir(join(CHECKOUT, "app"), join(dir, "app"));
}

async function copyDir(from: string, to: string): Promise<void> {
  await Deno.mkdir(to);
  for await (const { name, isFile } of Deno.readDir(from)) {
    if (name === "__pycache__") continue;
    const copy = isFile ? Deno.copyFile : copyDir;
    await copy(join(from, name), join(to, name));
  }
}
