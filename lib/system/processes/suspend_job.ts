/**
 * Suspending the job of which this process is a part.
 *
 * @module
 */
import type { Processes } from "./processes.ts";

interface Member {
  readonly parent: number;
  readonly group: string;
  readonly session: string;
}

/**
 * Stops every process of the job, as Ctrl-Z does, until a shell continues it.
 * `deno task` takes the signal that a terminal sends for one to hand on, and
 * runs on: so this is one that it cannot take.
 *
 * @returns whether it was stopped; without a shell that could continue it, it
 *   is not
 */
export async function suspendJob(run: Processes["run"]): Promise<boolean> {
  const members = parseMembers(
    (await run(["ps", "-A", "-o", "pid=,ppid=,pgid=,sess="])).stdout,
  );
  const own = members.get(Deno.pid);
  let first = own;
  while (first && first.group === own?.group) first = members.get(first.parent);
  if (own === undefined || first?.session !== own.session) return false;
  Deno.kill(0, "SIGSTOP");
  return true;
}

function parseMembers(text: string): Map<number, Member> {
  const rows = text.trim().split("\n").map((line) => line.trim().split(/\s+/));
  return new Map(
    rows.map(([pid, parent, group = "", session = ""]) => [
      Number(pid),
      { parent: Number(parent), group, session },
    ]),
  );
}
