/**
 * The programs of a workspace's services, started and ended without Hearth.
 *
 * @module
 */
import type { Claim } from "../lib/services/claim.ts";
import { denoSystem } from "../lib/system/deno.ts";
import { freePort } from "../tests/free_port.ts";
import type { TempWorkspace } from "../tests/temp_workspace.ts";

/** Milliseconds between two looks, as short as a shell script could have it. */
const INTERVAL = 5;

/** Marks the processes of a bare run, whatever they start. */
const MARK = "BENCH_BARE";

const { proc } = denoSystem();

/** A program, and the address at which it counts as ready. */
export interface Program {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly url: string;
}

/** What Hearth runs for JupyterLab and the app, while it runs them. */
export async function programsOf(
  workspace: TempWorkspace,
): Promise<{ jupyter: Program; server: Program }> {
  const read = async (name: string, path: string): Promise<Program> => {
    const file = workspace.path(`.hearth/run/${name}.json`);
    const { pid, port, command }: Claim = JSON.parse(
      await Deno.readTextFile(file),
    );
    const env = Object.fromEntries(
      Object.entries(await proc.environment(pid) ?? {})
        .filter(([variable]) => !variable.startsWith("HEARTH_")),
    );
    return { command, env, url: `http://127.0.0.1:${port}${path}` };
  };
  return {
    jupyter: await read("jupyter", "/api"),
    server: await read("server", "/"),
  };
}

/** The commands that a README without Hearth would name, in another venv. */
export function asPipGives(
  python: string,
  { jupyter, server }: { jupyter: Program; server: Program },
): { jupyter: Program; server: Program } {
  const bin = python.slice(0, python.lastIndexOf("/"));
  const at = (env: Program["env"]): Program["env"] => ({
    ...env,
    PATH: `${bin}:${env.PATH?.split(":").slice(1).join(":")}`,
    VIRTUAL_ENV: bin.replace(/\/bin$/, ""),
  });
  const port = freePort();
  const lab = [`${bin}/jupyter`, "lab", "--no-browser", "--allow-root"];
  return {
    jupyter: {
      command: [...lab, `--port=${port}`],
      env: at(jupyter.env),
      url: `http://127.0.0.1:${port}/api`,
    },
    server: {
      command: [python, "server.py"],
      env: at(server.env),
      url: server.url,
    },
  };
}

/** Starts programs together; gives pids and the milliseconds until all answer. */
export async function startBare(
  programs: readonly Program[],
  { cwd, mark }: { readonly cwd: string; readonly mark: string },
): Promise<{ pids: number[]; tookMs: number }> {
  const begun = performance.now();
  const pids = await Promise.all(
    programs.map(({ command, env }) =>
      proc.launch(command, {
        cwd,
        env: { ...env, [MARK]: mark },
        log: "/dev/null",
      })
    ),
  );
  await Promise.all(programs.map(({ url }) => answered(url)));
  return { pids, tookMs: performance.now() - begun };
}

/** Sends SIGTERM to every group; gives the milliseconds until all are gone. */
export async function stopBare(mark: string): Promise<number> {
  const groups = await groupsOf(mark);
  const begun = performance.now();
  for (const group of groups) proc.signal(-group, "SIGTERM");
  while ((await groupsOf(mark)).length > 0) await pause();
  return performance.now() - begun;
}

async function answered(url: string): Promise<void> {
  while (true) {
    try {
      const answer = await fetch(url, { redirect: "manual" });
      await answer.body?.cancel();
      if (answer.status < 500) return;
    } catch {
      // not yet
    }
    await pause();
  }
}

async function groupsOf(mark: string): Promise<number[]> {
  const groups = new Set<number>();
  for (const [pid, env] of await proc.environments(MARK)) {
    if (env[MARK] !== mark) continue;
    const info = await proc.find(pid);
    if (info !== undefined && !info.zombie) groups.add(info.group);
  }
  return [...groups];
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, INTERVAL));
}
