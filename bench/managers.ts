/**
 * Managers of processes that other people use, as far as they are on PATH.
 *
 * @module
 */
import { join } from "node:path";
import { shellQuote } from "../lib/core/text/shell_quote.ts";
import { denoSystem } from "../lib/system/deno.ts";
import type { WorkspaceCopy } from "../lib/bench/places/workspace_copy.ts";
import type { Launch } from "../lib/bench/services/bare_run.ts";
import type { Program } from "../lib/bench/services/programs.ts";

/** How each is told to run a Procfile or its own kind of file. */
const MANAGERS: Readonly<Record<string, readonly string[]>> = {
  "process-compose": [
    "process-compose",
    "up",
    "--tui=false",
    "--no-server",
    "--config",
    "process-compose.yaml",
  ],
  overmind: ["overmind", "start", "--no-port", "--procfile", "Procfile"],
  honcho: ["honcho", "--procfile", "Procfile", "start"],
};

/** Writes their files and returns what launches each that is here, by name. */
export async function managersOf(
  workspace: WorkspaceCopy,
  programs: readonly Program[],
  note: (message: string) => void,
): Promise<Map<string, Launch>> {
  const { proc } = denoSystem();
  const found = new Map<string, Launch>();
  for (const [name, command] of Object.entries(MANAGERS)) {
    if (await proc.has(name)) {
      found.set(name, { command, env: workspace.env, cwd: workspace.root });
    } else note(`${name} is left out: it is not on PATH`);
  }
  const scripts: Record<string, string> = {};
  for (const { name, command, env } of programs) {
    const script = join("bench", `run_${name}.sh`);
    scripts[name] = `sh ${script}`;
    const exports = Object.entries(env).map(([variable, value]) =>
      `export ${variable}=${shellQuote(value)}\n`
    );
    await workspace.write(
      script,
      `${exports.join("")}exec ${command.map(shellQuote).join(" ")}\n`,
    );
  }
  await workspace.write(
    "Procfile",
    Object.entries(scripts).map(([name, run]) => `${name}: ${run}\n`).join(""),
  );
  const processes = Object.entries(scripts).map(([name, command]) =>
    [name, { command }] as const
  );
  await workspace.write(
    "process-compose.yaml",
    JSON.stringify({
      version: "0.5",
      processes: Object.fromEntries(processes),
    }),
  );
  return found;
}
