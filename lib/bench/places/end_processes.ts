/**
 * Ending what was started in an environment, wherever it went.
 *
 * @module
 */
import type { System } from "../../system/mod.ts";

type Ports = Pick<System, "proc" | "clock">;

/** Milliseconds between two looks. */
const INTERVAL_MS = 5;

/** Milliseconds after which what SIGKILL does not end is left alone. */
const TIMEOUT_MS = 15_000;

/** A variable that all processes of an environment have. */
export interface Mark {
  readonly name: string;
  readonly value: string;
}

/** Living processes of which the variable has the value, this one excepted. */
export async function markedProcesses(
  { proc }: Pick<System, "proc">,
  { name, value }: Mark,
): Promise<{ readonly pid: number; readonly group: number }[]> {
  const found: { pid: number; group: number }[] = [];
  const { environments } = await proc.survey(name);
  for (const [pid, variables] of environments) {
    if (variables[name] !== value || pid === proc.pid) continue;
    const info = await proc.find(pid);
    if (info === undefined || info.zombie) continue;
    found.push({ pid, group: info.group });
  }
  return found;
}

/** Kills them, and returns the command lines of those that were there. */
export async function killMarked(
  { proc, clock }: Ports,
  mark: Mark,
): Promise<string[]> {
  const commands = new Map<number, string>();
  const giveUp = clock.elapsed() + TIMEOUT_MS;
  while (true) {
    const found = await markedProcesses({ proc }, mark);
    for (const { pid } of found) {
      if (!commands.has(pid)) {
        commands.set(pid, await proc.commandLine(pid) ?? `process ${pid}`);
      }
      proc.signal(pid, "SIGKILL");
    }
    if (found.length === 0 || clock.elapsed() > giveUp) break;
    await clock.sleep(INTERVAL_MS);
  }
  return [...commands.values()];
}
