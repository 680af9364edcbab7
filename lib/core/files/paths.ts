/**
 * Where everything is in a workspace, and in Hearth itself.
 *
 * @module
 */
import { dirname, join } from "./posix_path.ts";

/** Absolute paths of a workspace's files and directories. */
export interface Paths {
  readonly root: string;
  /** Directory of Hearth's own files: a checkout or an installed package. */
  readonly kit: string;
  /** Hearth's entry point, `main.ts` or `main.js` in {@linkcode Paths.kit}. */
  readonly main: string;
  readonly workspaceFile: string;
  readonly requirements: string;
  readonly lock: string;
  readonly envFile: string;
  /** `.venv`, a link into {@linkcode Paths.venvs}. */
  readonly venv: string;
  /** `.hearth`, disposable but for {@linkcode Paths.data} and `chat`. */
  readonly state: string;
  readonly venvs: string;
  /** Programs that Hearth fetched where the user's cache is read-only. */
  readonly tools: string;
  /** Web assets that setup copies out of npm packages. */
  readonly assets: string;
  /** Claims of running services. */
  readonly run: string;
  /** Where JupyterLab notes its address and its kernels. */
  readonly jupyterRuntime: string;
  readonly logs: string;
  /** What services keep, databases for instance: never removed unasked. */
  readonly data: string;
  /** The app's conversations, which cannot be made again. */
  readonly chat: string;
  /** What is known of flake revisions. */
  readonly flakes: string;
  /** What the shell reads when it is entered. */
  readonly entry: string;
  /** Cached environments of the flake. */
  readonly env: string;
}

/**
 * Lays out a workspace.
 *
 * @param main Hearth's entry point; by default the workspace is the checkout
 */
export function workspacePaths(
  root: string,
  main: string = join(root, "main.ts"),
): Paths {
  const state = join(root, ".hearth");
  return {
    root,
    kit: dirname(main),
    main,
    workspaceFile: join(root, "workspace.ts"),
    requirements: join(root, "requirements.txt"),
    lock: join(root, "requirements.lock"),
    envFile: join(root, ".env"),
    venv: join(root, ".venv"),
    state,
    venvs: join(state, "venvs"),
    tools: join(state, "tools"),
    assets: join(state, "assets"),
    run: join(state, "run"),
    jupyterRuntime: join(state, "run", "jupyter"),
    logs: join(state, "logs"),
    data: join(state, "data"),
    chat: join(state, "chat"),
    flakes: join(state, "flakes"),
    entry: join(state, "entry"),
    env: join(state, "env"),
  };
}
