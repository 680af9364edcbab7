/**
 * JupyterLab as a service.
 *
 * @module
 */
import type { ServiceInput } from "../../workspace/workspace.ts";

/** What may differ between workspaces that run JupyterLab. */
export interface JupyterLabOptions {
  /** @default {8888} */
  readonly port?: number;
  /** Further arguments for `jupyter lab`. */
  readonly args?: readonly string[];
}

/**
 * Declares JupyterLab: token and XSRF check on, loopback only, opening clean
 * (no news prompt, no build check), started through a launcher that puts off
 * what `jupyter lab` would do before it answers.
 *
 * Arguments win over ours, and the user's own Jupyter configuration holds.
 */
export function jupyterLab(
  { port = 8888, args = [] }: JupyterLabOptions = {},
): ServiceInput {
  const given = new Set(args.map((arg) => arg.split("=")[0]));
  const flags = FLAGS.filter(({ names }) =>
    !names.some((name) => given.has(name))
  ).map(({ names: [name], value }) => `${name}=${value}`);
  return {
    command: [
      "python",
      "{kit}/lib/services/presets/launch.py",
      "--no-browser",
      "--allow-root",
      ...flags,
      ...args,
    ],
    port,
    ready: { path: "/api" },
    open: "/lab",
    address: "jupyter",
    compileAhead: COMPILED_AHEAD,
  };
}

/**
 * Packages that JupyterLab's start needs nearly every module of, in the order
 * in which it comes to them (Python's `-X importtime` shows). Compiling runs
 * ahead of it, as it has begun before and need not execute anything.
 */
const COMPILED_AHEAD = [
  "tornado",
  "traitlets",
  "jinja2",
  "prometheus_client",
  "jupyter_client",
  "zmq.sugar",
  "attr",
  "jsonschema",
  "referencing",
  "yaml",
  "jupyter_events",
  "nbformat",
  "fastjsonschema",
  "jupyter_server.services",
  "jupyter_server.gateway",
  "jupyter_lsp",
  "jupyterlab_server",
];

/**
 * Jupyter takes each only once, so these yield to what is given. One fixed
 * port: Jupyter's own retries would take another behind our back, and two labs
 * can end up on one. It opens no browser: `start` does, once. Root is let in,
 * as in a container: the token keeps everybody else out.
 */
const FLAGS = [
  { names: ["--ServerApp.ip", "--ip"], value: "127.0.0.1" },
  { names: ["--ServerApp.port", "--port"], value: "{port}" },
  { names: ["--ServerApp.port_retries", "--port-retries"], value: "0" },
];
