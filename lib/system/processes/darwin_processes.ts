/**
 * Processes, read from macOS's `ps`.
 *
 * @module
 */
import type {
  Processes,
  ProcessInfo,
  ProcessSurvey,
  ProcessUsage,
} from "../mod.ts";

/** The part of the processes port that differs by platform. */
export type ProcessTable = Pick<
  Processes,
  | "list"
  | "find"
  | "environment"
  | "survey"
  | "hasDeletedDir"
  | "startedSince"
  | "writersOf"
  | "commandLine"
  | "fileSizeLimit"
  | "usage"
  | "newestPid"
  | "bootId"
>;

/** `ps` prints dates in the user's language and zone unless told otherwise. */
const PS = ["env", "LC_ALL=C", "TZ=UTC", "ps"];
const COLUMNS = "pid=,ppid=,pgid=,sess=,stat=,lstart=";

/**
 * The process table of a Mac. A start time has seconds only: enough, as ids
 * are not given out again within one. The command is no part of it, because a
 * program may replace itself by another. `ps -E` shows no environment of the
 * system's own programs.
 */
export function darwinProcesses(run: Processes["run"]): ProcessTable {
  const ps = async (...args: string[]): Promise<string> =>
    (await run([...PS, ...args])).stdout;
  const list = async (): Promise<ProcessInfo[]> =>
    parsePs(await ps("-axww", "-o", COLUMNS));
  const environments = async (
    variable: string,
  ): Promise<ProcessSurvey["environments"]> => {
    const all = parsePsEnvironments(await ps("-axEww", "-o", "pid=,command="));
    return new Map([...all].filter(([, variables]) => variable in variables));
  };
  return {
    list,
    find: async (pid) =>
      parsePs(await ps("-ww", "-o", COLUMNS, "-p", `${pid}`))[0],
    survey: async (variable) => {
      const [all, found] = await Promise.all([list(), environments(variable)]);
      return { list: all, environments: found };
    },
    environment: async (pid) =>
      parsePsEnvironments(
        await ps("-Eww", "-o", "pid=,command=", "-p", `${pid}`),
      ).get(pid),
    writersOf: async (file) => {
      const { stdout } = await run(["lsof", "-t", "-a", "-d", "1,2", file]);
      return stdout.split("\n").filter((line) => line !== "").map(Number);
    },
    startedSince: (startTime, other) =>
      Date.parse(startTime) >= (Date.parse(other) || 0),
    // The kernel does not say.
    hasDeletedDir: () => Promise.resolve(false),
    commandLine: async (pid) =>
      (await ps("-ww", "-o", "command=", "-p", `${pid}`)).trim() || undefined,
    // The kernel shows limits to no other process.
    fileSizeLimit: () => Promise.resolve(undefined),
    usage: async (pids) =>
      pids.length === 0
        ? new Map()
        : parsePsUsage(await ps("-o", "pid=,rss=,time=", "-p", pids.join(","))),
    newestPid: () => Promise.resolve(undefined),
    bootId: async () =>
      (await run(["sysctl", "-n", "kern.bootsessionuuid"])).stdout.trim(),
  };
}

/** Reads `ps -o pid=,ppid=,pgid=,sess=,stat=,lstart=`. */
export function parsePs(text: string): ProcessInfo[] {
  // lstart is five words: "Sat Nov 21 03:45:58 2026"
  const line =
    /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\S+)\s+(\S+\s+\S+\s+\d+\s+\S+\s+\d+)\s*$/;
  return text.split("\n").map((row) => line.exec(row))
    .filter((match) => match !== null)
    .map(([, pid, parent, group, , stat = "", started = ""]) => ({
      pid: Number(pid),
      parent: Number(parent),
      group: Number(group),
      // macOS prints 0 or an address here; the group leads the session.
      session: Number(group),
      startTime: started.replace(/\s+/g, " "),
      zombie: stat.startsWith("Z"),
    }));
}

/** Reads `ps -o pid=,rss=,time=`: kilobytes, and `[HOURS:]MINUTES:SECONDS`. */
export function parsePsUsage(text: string): Map<number, ProcessUsage> {
  const found = new Map<number, ProcessUsage>();
  for (const row of text.split("\n")) {
    const match = /^\s*(\d+)\s+(\d+)\s+([\d:.]+)\s*$/.exec(row);
    if (match === null) continue;
    const [, pid, kilobytes, time = ""] = match;
    const seconds = time.split(":").map(Number)
      .reduce((sum, part) => sum * 60 + part, 0);
    found.set(Number(pid), {
      memory: Number(kilobytes) * 1024,
      cpuMs: Math.round(seconds * 1000),
    });
  }
  return found;
}

/** Reads `ps -E -o pid=,command=`: variables follow the command. */
export function parsePsEnvironments(
  text: string,
): Map<number, Record<string, string>> {
  const found = new Map<number, Record<string, string>>();
  for (const row of text.split("\n")) {
    const match = /^\s*(\d+)\s+(.*)$/.exec(row);
    if (match === null) continue;
    const variables: Record<string, string> = {};
    const assignment = /(?:^|\s)([A-Za-z_][A-Za-z0-9_]*)=/g;
    const text = match[2] ?? "";
    const starts = [...text.matchAll(assignment)];
    starts.forEach((start, index) => {
      const from = start.index + start[0].length;
      variables[start[1] ?? ""] = text.slice(from, starts[index + 1]?.index);
    });
    found.set(Number(match[1]), variables);
  }
  return found;
}
