/**
 * What a service uses, what it wrote last and how its processes are known: more
 * than a plain status takes the time for.
 *
 * @module
 */
import type { Claim } from "../claims/claim.ts";
import type { Found } from "../status/service_status.ts";
import { markedByKernel } from "../processes/kernel_mark.ts";
import { everyMember } from "../processes/every_member.ts";
import { scanProcesses } from "../processes/process_scan.ts";
import { lastLines } from "../logs/read_lines.ts";
import { plainLine } from "../logs/plain_line.ts";
import type { ProcessUsage, System } from "../../system/mod.ts";

/** One process of a service. */
export interface ProcessFacts extends ProcessUsage {
  readonly pid: number;
  /** Its command line. */
  readonly command: string;
}

/** How the processes of a launch are told from all others. */
export interface Containment {
  /**
   * `"kernel"`: by a mark that no process loses unknowingly, on Linux;
   * `"environment"`: by variables, session, parents and the log alone.
   */
  readonly mark: "kernel" | "environment";
  /** The scope of systemd's user manager that holds them, if one does. */
  readonly scope: string | null;
  /** `"pidfd"` cannot signal a stranger, `"pid"` one that gets a used id. */
  readonly signals: "pidfd" | "pid";
}

/** What `--why` adds to a service. */
export interface ServiceFacts {
  readonly processes: readonly ProcessFacts[];
  /** Bytes; pages that processes share count for each. */
  readonly memory: number;
  /** Milliseconds of processor time of those that live. */
  readonly cpuMs: number;
  /** The last line of its log; `null` when there is none. */
  readonly lastLine: string | null;
  /** `null` when no process is left. */
  readonly containment: Containment | null;
}

type Machine = Pick<System, "fs" | "proc">;

/** Looks at a service's processes and log. */
export async function serviceFacts(
  system: Machine,
  { claim, members }: Pick<Found, "claim" | "members">,
): Promise<ServiceFacts> {
  const { proc } = system;
  const all = claim !== undefined && members.length > 0
    ? [...members, ...await everyMember(system, claim)]
    : members;
  const pids = [...new Set(all.map(({ pid }) => pid))];
  const usage = await proc.usage(pids);
  const processes: ProcessFacts[] = [];
  for (const pid of pids) {
    const used = usage.get(pid);
    if (used === undefined) continue;
    const command = plainLine(await proc.commandLine(pid) ?? "");
    processes.push({ pid, ...used, command });
  }
  return {
    processes,
    memory: sum(processes.map(({ memory }) => memory)),
    cpuMs: sum(processes.map(({ cpuMs }) => cpuMs)),
    lastLine: claim === undefined ? null : await lastLine(system, claim),
    containment: claim === undefined || processes.length === 0
      ? null
      : await containmentOf(system, claim, pids),
  };
}

async function containmentOf(
  system: Pick<System, "proc">,
  claim: Claim,
  pids: readonly number[],
): Promise<Containment> {
  // Those with variables of Hearth are asked too, so that one answers.
  const scan = { ...await scanProcesses(system), markers: new Map() };
  const own = scan.processes.filter(({ pid }) => pids.includes(pid));
  const marked = await markedByKernel(
    system,
    { ...scan, processes: own },
    claim,
  );
  return {
    mark: marked.size > 0 ? "kernel" : "environment",
    scope: claim.scope ?? null,
    signals: system.proc.signaling(),
  };
}

/** The last line that is not empty, without what acts on a terminal. */
async function lastLine(
  system: Pick<System, "fs">,
  { log }: Claim,
): Promise<string | null> {
  const lines = await Array.fromAsync(
    lastLines(system, { path: log, count: 5 }),
  );
  return lines.map(plainLine).findLast((line) => line.trim() !== "") ?? null;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
