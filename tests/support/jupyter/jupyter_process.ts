/**
 * A JupyterLab of its own, for one test or one measurement: own home, own
 * port, own end.
 *
 * @module
 */
import { freePort } from "../free_port.ts";

/** As the workspace runs it, for a `jupyter lab` without our launcher. */
const ARGUMENTS = [
  "--no-browser",
  "--allow-root",
  "--ServerApp.ip=127.0.0.1",
  "--ServerApp.port={port}",
  "--ServerApp.port_retries=0",
];

/** How to run it. */
export interface JupyterOptions {
  /** Program and first arguments, `[python, "-m", "jupyterlab"]` for instance. */
  readonly command: readonly string[];
  /** Its arguments; `{port}` stands for the port that it gets. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Files of its configuration directory, by name. */
  readonly config?: Readonly<Record<string, string>>;
}

/** A JupyterLab that answers. */
export interface Jupyter extends AsyncDisposable {
  readonly pid: number;
  readonly url: string;
  readonly token: string;
  /** Directory of its notebooks, its home too. */
  readonly dir: string;
  /** Milliseconds from spawning to an answer. */
  readonly readyMs: number;
  /** Asks its HTTP interface. */
  request(path: string, init?: RequestInit): Promise<Response>;
  /** What it wrote so far. */
  log(): Promise<string>;
  /** Sends SIGTERM; returns the milliseconds until it was gone. */
  stop(): Promise<number>;
}

/**
 * Starts JupyterLab and waits until it answers.
 *
 * @throws {Error} with its last words when it ends instead
 */
export async function startJupyter(
  { command, args = ARGUMENTS, env = {}, config = {} }: JupyterOptions,
): Promise<Jupyter> {
  const dir = await Deno.makeTempDir({ prefix: "hearth-jupyter-" });
  await writeConfig(`${dir}/.config`, config);
  const port = freePort();
  const token = crypto.randomUUID();
  const log = `${dir}/jupyter.log`;
  const [program = "", ...first] = command;
  const begin = performance.now();
  const child = new Deno.Command("/bin/sh", {
    args: [
      "-c",
      'exec "$@" >"$0" 2>&1',
      log,
      program,
      ...first,
      ...args.map((arg) => arg.replace("{port}", String(port))),
    ],
    cwd: dir,
    clearEnv: true,
    env: {
      PATH: Deno.env.get("PATH") ?? "/usr/bin:/bin",
      HOME: dir,
      JUPYTER_CONFIG_DIR: `${dir}/.config`,
      JUPYTER_RUNTIME_DIR: `${dir}/.runtime`,
      JUPYTER_TOKEN: token,
      ...env,
    },
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  const ended = child.status;
  let gone = false;
  ended.then(() => gone = true);

  const url = `http://127.0.0.1:${port}`;
  function request(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("Authorization", `token ${token}`);
    return fetch(url + path, { ...init, headers });
  }
  async function stop(): Promise<number> {
    const start = performance.now();
    if (!gone) child.kill("SIGTERM");
    await ended;
    return performance.now() - start;
  }
  async function dispose(): Promise<void> {
    await stop();
    await Deno.remove(dir, { recursive: true });
  }

  while (!await answers(`${url}/api`)) {
    if (gone) {
      const words = await Deno.readTextFile(log);
      await dispose();
      throw new Error(`JupyterLab ended before it answered:\n${words}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
  return {
    pid: child.pid,
    url,
    token,
    dir,
    readyMs: performance.now() - begin,
    request,
    log: () => Deno.readTextFile(log),
    stop,
    [Symbol.asyncDispose]: dispose,
  };
}

async function writeConfig(
  dir: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const path = `${dir}/${name}`;
    await Deno.mkdir(path.replace(/\/[^/]*$/, ""), { recursive: true });
    await Deno.writeTextFile(path, text);
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url);
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
