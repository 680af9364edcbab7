/**
 * The programs of a workspace's services, as they can be run without Hearth.
 *
 * @module
 */
import type { Claim } from "../lib/services/claims/claim.ts";
import { denoSystem } from "../lib/system/deno.ts";
import { freePort } from "../tests/support/free_port.ts";
import type { TempWorkspace } from "../tests/support/temp_workspace.ts";
import { timed } from "./timed.ts";

/** A program, and the address at which it counts as ready. */
export interface Program {
  readonly name: string;
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly url: string;
}

/** Arguments that make `start` take ports which no one else here uses. */
export function ownPorts(): string[] {
  return ["--port", `jupyter=${freePort()}`, "--port", `server=${freePort()}`];
}

/** Starts the workspace once and returns what Hearth ran. */
export async function programsOf(
  workspace: TempWorkspace,
  ports: readonly string[],
): Promise<Program[]> {
  const start = ["start", "--no-open", ...ports];
  await timed(() => workspace.run(start));
  const programs = [
    await read(workspace, "jupyter", "/api"),
    await read(workspace, "server", "/health"),
  ];
  await timed(() => workspace.run(["stop"]));
  return programs;
}

async function read(
  workspace: TempWorkspace,
  name: string,
  path: string,
): Promise<Program> {
  const file = workspace.path(`.hearth/run/${name}.json`);
  const { pid, port, command }: Claim = JSON.parse(
    await Deno.readTextFile(file),
  );
  const env = Object.fromEntries(
    Object.entries(await denoSystem().proc.environment(pid) ?? {})
      .filter(([variable]) => !variable.startsWith("HEARTH_")),
  );
  return { name, command, env, url: `http://127.0.0.1:${port}${path}` };
}

/** The commands that a README without Hearth would name, in another venv. */
export function asPipGives(
  venv: string,
  programs: readonly Program[],
): Program[] {
  const commands: Readonly<Record<string, readonly string[]>> = {
    jupyter: ["jupyter", "lab", "--no-browser", "--allow-root"],
    server: ["python", "server.py"],
  };
  return programs.map(({ name, env, url }) => {
    const [program, ...args] = commands[name] ?? [];
    const port = name === "jupyter" ? [`--port=${new URL(url).port}`] : [];
    return {
      name,
      command: [`${venv}/bin/${program}`, ...args, ...port],
      env: environmentOf(venv, env),
      url,
    };
  });
}

/** The variables of a program as it would have them in another venv. */
export function environmentOf(
  venv: string,
  env: Program["env"],
): Record<string, string> {
  const path = env.PATH?.split(":").slice(1).join(":");
  return { ...env, PATH: `${venv}/bin:${path}`, VIRTUAL_ENV: venv };
}
