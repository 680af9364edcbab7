/**
 * Flakes that do everything in a bash of their own: two of the revisions in
 * `tests/flakes`, entered as they are.
 *
 * Their hooks and their scripts end processes by patterns: all of it happens
 * in a namespace in which there are no others.
 *
 * @module
 */
import { join } from "node:path";
import { hostNixpkgs } from "../lib/nix/host_nixpkgs.ts";
import { overrideArguments } from "../lib/nix/host_inputs.ts";
import { nixConfig } from "../lib/nix/nix_config.ts";
import { denoSystem } from "../lib/system/deno.ts";
import type { CommandResult } from "../lib/system/mod.ts";
import type { WorkspaceCopy } from "../lib/bench/places/workspace_copy.ts";
import { interpreterOf, uvOf } from "./bare_uv.ts";
import { timed } from "../lib/bench/places/timed.ts";

/** What figures call the revisions, by their directories in `tests/flakes/`. */
const NAMES = {
  "08-linux-tmux": "all in bash (08)",
  "12-pipulate-master": "all in bash (12)",
} as const;

/** What {@linkcode BashFlake.cycle} took. */
export interface BashFlakeCycle {
  readonly startMs: number;
  readonly stopMs: number;
  /** Processes that survived the end. */
  readonly left: number;
}

/** One whose packages are installed, so that entering it is warm. */
export interface BashFlake {
  readonly name: string;
  readonly dir: string;
  /** Milliseconds until the hook is through, Nix's evaluation not counted. */
  enter(): Promise<number>;
  /** Starts its services and stops them with the scripts that the hook wrote. */
  cycle(options: { readonly busy: boolean }): Promise<BashFlakeCycle>;
}

/** Prepares them, or says why there are none on this machine. */
export async function bashFlakes(
  workspace: WorkspaceCopy,
  note: (message: string) => void,
): Promise<BashFlake[]> {
  const { proc } = denoSystem();
  for (const program of ["nix", "unshare", "ip"]) {
    if (await proc.has(program)) continue;
    note(`flakes all in bash are left out: ${program} is not on PATH`);
    return [];
  }
  const nix = await nixArguments(workspace);
  const flakes: BashFlake[] = [];
  for (const [source, name] of Object.entries(NAMES)) {
    flakes.push(await prepare(workspace, { source, name, nix }));
  }
  return flakes;
}

async function nixArguments(workspace: WorkspaceCopy): Promise<string[]> {
  await workspace.write("bash-flakes/nix.conf", nixConfig());
  // Without this, JupyterLab refuses to run as root.
  await workspace.write(
    "bash-flakes/jupyter/jupyter_server_config.json",
    JSON.stringify({ ServerApp: { allow_root: true, open_browser: false } }),
  );
  const { inputs } = await hostNixpkgs(denoSystem(), {
    source: workspace.path("nix", "host-nixpkgs"),
    cache: join(workspace.home, "nixpkgs"),
  });
  return overrideArguments({
    "nixpkgs": inputs.nixpkgs,
    "flake-utils": inputs["flake-utils"],
  });
}

async function prepare(
  workspace: WorkspaceCopy,
  { source, name, nix }: {
    readonly source: string;
    readonly name: string;
    readonly nix: readonly string[];
  },
): Promise<BashFlake> {
  const dir = workspace.path("bash-flakes", source);
  const environment = `${dir}.rc`;
  await copyDir(workspace.path("tests", "flakes", source), dir);
  const env = {
    NIX_USER_CONF_FILES: workspace.path("bash-flakes", "nix.conf"),
    // Their tmux server is no one else's.
    TMUX_TMPDIR: workspace.env.TMPDIR ?? "",
    // What runs in tmux is written for it.
    SHELL: "/bin/bash",
    JUPYTER_CONFIG_DIR: workspace.path("bash-flakes", "jupyter"),
  };
  const print = ["nix", "print-dev-env", ...nix, `path:${dir}`];
  const printed = await workspace.exec(print, { env });
  if (printed.code !== 0) throw new Error(printed.stderr);
  await Deno.writeTextFile(environment, printed.stdout);
  await fillVenv(workspace, dir);
  const run = async (
    script: string,
    more: readonly string[] = [],
  ): Promise<CommandResult> => {
    const result = await workspace.exec([
      ...sandbox(more),
      "bash",
      "--norc",
      "-c",
      script,
      environment,
    ], { cwd: dir, env });
    if (result.code !== 0) throw new Error(result.stderr || result.stdout);
    return result;
  };
  return {
    name,
    dir,
    enter: () => timed(() => run('. "$0"')),
    async cycle({ busy }) {
      // Ports are its own, too.
      const script = cycleIn(workspace);
      const { stdout } = await run(busy ? `${script} busy` : script, ["--net"]);
      return JSON.parse(stdout);
    },
  };
}

/** Starts and stops, with a network that is no one else's. */
const cycleIn = (workspace: WorkspaceCopy): string =>
  "ip link set lo up; export PATH=$PWD/.venv/bin:$PATH " +
  "VIRTUAL_ENV=$PWD/.venv JUPYTER_RUNTIME_DIR=$PWD/.runtime; " +
  `exec python '${workspace.path("bench", "bash_flake_cycle.py")}'`;

/** The namespaces; all that was started in them ends with them. */
function sandbox(more: readonly string[]): string[] {
  const rootless = Deno.uid() === 0 ? [] : ["--map-root-user"];
  return [
    "unshare",
    ...rootless,
    "--pid",
    "--fork",
    "--kill-child",
    "--mount-proc",
    ...more,
  ];
}

/** Installs what the hook would, faster; it then finds all of it there. */
async function fillVenv(
  workspace: WorkspaceCopy,
  dir: string,
): Promise<void> {
  const uv = await uvOf(workspace);
  const python = await interpreterOf(workspace);
  const install = ["--python", ".venv/bin/python", "--compile-bytecode"];
  for (
    const command of [
      // One of them adds a filter to the repository that it expects.
      ["git", "init", "--quiet"],
      [uv, "venv", "--quiet", "--no-config", "--seed", "--python", python],
      [
        uv,
        "pip",
        "install",
        "--quiet",
        "--no-config",
        ...install,
        "--requirement",
        "requirements.txt",
      ],
    ]
  ) {
    await timed(() => workspace.exec(command, { cwd: dir }));
  }
}

async function copyDir(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isFile } of Deno.readDir(from)) {
    if (isFile) await Deno.copyFile(join(from, name), join(to, name));
  }
}
