/**
 * Processes, read from Linux's `/proc`.
 *
 * @module
 */
import type { ProcessTable } from "./darwin_processes.ts";
import type { ProcessInfo, ProcessSurvey, ProcessUsage } from "../mod.ts";

/** The process table of a Linux machine. */
export function linuxProcesses(): ProcessTable {
  return {
    list: () => Promise.resolve(listAll()),
    find: (pid) => Promise.resolve(findOne(pid)),
    environment: (pid) => Promise.resolve(environmentOf(pid)),
    survey: (variable) => Promise.resolve(survey(variable)),
    writersOf: (file) => Promise.resolve(writersOf(file)),
    // Ticks since the boot.
    startedSince: (startTime, other) => Number(startTime) >= Number(other),
    hasDeletedDir: (pid) => Promise.resolve(hasDeletedDir(pid)),
    commandLine: (pid) =>
      Promise.resolve(
        read(`/proc/${pid}/cmdline`)?.replaceAll("\0", " ").trimEnd()
          // Another user's program could otherwise act on this terminal.
          .replaceAll(/\p{Cc}/gu, "?"),
      ),
    fileSizeLimit: (pid) => Promise.resolve(fileSizeLimitOf(pid)),
    usage: (pids) => Promise.resolve(usageOf(pids)),
    newestPid: () =>
      Promise.resolve(parseNewestPid(read("/proc/loadavg") ?? "")),
    bootId: () =>
      Promise.resolve(
        read("/proc/sys/kernel/random/boot_id")?.trim() ?? "unknown",
      ),
  };
}

/**
 * Reads one line of `/proc/PID/stat`, whose second field, the program's name,
 * may itself hold spaces and parentheses. Fields as in proc_pid_stat(5).
 */
export function parseStat(stat: string): ProcessInfo | undefined {
  const close = stat.lastIndexOf(")");
  const fields = stat.slice(close + 2).split(" ");
  const state = fields[0];
  const startTime = fields[19];
  if (close < 0 || state === undefined || startTime === undefined) {
    return undefined;
  }
  return {
    pid: Number.parseInt(stat, 10),
    parent: Number(fields[1]),
    group: Number(fields[2]),
    session: Number(fields[3]),
    startTime,
    zombie: state === "Z" || state === "X",
  };
}

/** Whether `/proc/PID/stat` has PF_KTHREAD of Linux's `sched.h` in its flags. */
export function isKernelThread(stat: string): boolean {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[6]) & 0x00200000) !== 0;
}

/**
 * Reads what a process uses: its processor time from `/proc/PID/stat`, in ticks
 * that are a hundredth of a second on every architecture, and its memory from
 * `/proc/PID/status`, where it does not depend on the size of pages.
 */
export function parseUsage(
  stat: string,
  status: string,
): ProcessUsage | undefined {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const cpuMs = (Number(fields[11]) + Number(fields[12])) * 10;
  if (!Number.isFinite(cpuMs)) return undefined;
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? "0";
  return { memory: Number(kilobytes) * 1024, cpuMs };
}

/** Reads the soft limit on the size of files from `/proc/PID/limits`. */
export function parseFileSizeLimit(limits: string): number | undefined {
  const bytes = /^Max file size +(\d+)/m.exec(limits)?.[1];
  return bytes === undefined ? undefined : Number(bytes);
}

/** Reads the last field of `/proc/loadavg`. */
export function parseNewestPid(loadavg: string): number | undefined {
  const pid = / (\d+)\s*$/.exec(loadavg)?.[1];
  return pid === undefined ? undefined : Number(pid);
}

/** Reads `NAME=value` entries that end in NUL bytes. */
export function parseEnvironment(block: string): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const entry of block.split("\0")) {
    const equals = entry.indexOf("=");
    if (equals > 0) variables[entry.slice(0, equals)] = entry.slice(equals + 1);
  }
  return variables;
}

/** Ids of all processes that exist now. */
export function linuxPids(): number[] {
  return [...Deno.readDirSync("/proc")]
    .filter(({ name }) => /^\d+$/.test(name))
    .map(({ name }) => Number(name));
}

function listAll(): ProcessInfo[] {
  return linuxPids().map(listed).filter((info) => info !== undefined);
}

/** A process, unless it is a thread of the kernel: most are, and serve no one. */
function listed(pid: number): ProcessInfo | undefined {
  const stat = read(`/proc/${pid}/stat`);
  return stat === undefined || isKernelThread(stat)
    ? undefined
    : parseStat(stat);
}

function findOne(pid: number): ProcessInfo | undefined {
  const stat = read(`/proc/${pid}/stat`);
  return stat === undefined ? undefined : parseStat(stat);
}

function fileSizeLimitOf(pid: number): number | undefined {
  return parseFileSizeLimit(read(`/proc/${pid}/limits`) ?? "");
}

function usageOf(pids: readonly number[]): Map<number, ProcessUsage> {
  const found = new Map<number, ProcessUsage>();
  for (const pid of pids) {
    const usage = parseUsage(
      read(`/proc/${pid}/stat`) ?? "",
      read(`/proc/${pid}/status`) ?? "",
    );
    if (usage !== undefined) found.set(pid, usage);
  }
  return found;
}

function environmentOf(pid: number): Record<string, string> | undefined {
  const block = read(`/proc/${pid}/environ`);
  return block === undefined ? undefined : parseEnvironment(block);
}

function survey(variable: string): ProcessSurvey {
  const list: ProcessInfo[] = [];
  const environments = new Map<number, Record<string, string>>();
  for (const pid of linuxPids()) {
    const info = listed(pid);
    if (info === undefined) continue;
    list.push(info);
    const block = read(`/proc/${pid}/environ`);
    // Taking apart every process's environment takes longer than reading it.
    if (block === undefined || !block.includes(`${variable}=`)) continue;
    const variables = parseEnvironment(block);
    if (variable in variables) environments.set(pid, variables);
  }
  return { list, environments };
}

function writersOf(file: string): number[] {
  const wanted = identityOf(file);
  if (wanted === undefined) return [];
  return linuxPids().filter((pid) =>
    [1, 2].some((fd) => identityOf(`/proc/${pid}/fd/${fd}`) === wanted)
  );
}

/** Device and inode of a file; `undefined` when it is gone, or another user's. */
function identityOf(path: string): string | undefined {
  try {
    const { dev, ino } = Deno.statSync(path);
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}

function hasDeletedDir(pid: number): boolean {
  try {
    return Deno.statSync(`/proc/${pid}/cwd`).nlink === 0;
  } catch {
    return false; // gone, or another user's
  }
}

/** Text of a file in `/proc`; `undefined` when gone or another user's. */
function read(path: string): string | undefined {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return undefined;
  }
}
