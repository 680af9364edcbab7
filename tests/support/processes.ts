/**
 * Which processes a test left behind, known by their environment.
 *
 * @module
 */
import { denoSystem } from "../../lib/system/deno.ts";
import { waitFor } from "./wait_for.ts";

/** A process that should not be there any more. */
export interface Leftover {
  readonly pid: number;
  readonly command: string;
}

/**
 * Living processes, this one excepted, of which a variable has a value: every
 * child of a sealed environment has its `HOME`, wherever it went.
 */
export async function processesWith(
  variable: string,
  value: string,
): Promise<Leftover[]> {
  const { proc } = denoSystem();
  const found: Leftover[] = [];
  const { environments } = await proc.survey(variable);
  for (const [pid, variables] of environments) {
    if (variables[variable] !== value || pid === proc.pid) continue;
    const info = await proc.find(pid);
    if (info === undefined || info.zombie) continue;
    found.push({ pid, command: await proc.commandLine(pid) ?? "" });
  }
  return found;
}

/** Kills the processes of {@linkcode processesWith} and reports which they were. */
export async function killProcessesWith(
  variable: string,
  value: string,
): Promise<Leftover[]> {
  const { proc } = denoSystem();
  const killed = new Map<number, Leftover>();
  await waitFor(async () => {
    const found = await processesWith(variable, value);
    for (const leftover of found) {
      killed.set(leftover.pid, leftover);
      proc.signal(leftover.pid, "SIGKILL");
    }
    return found.length === 0;
  }, `the end of every process with ${variable}=${value}`);
  return [...killed.values()];
}
