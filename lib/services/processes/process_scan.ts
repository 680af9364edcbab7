/**
 * One look at all processes, and who belongs to which launch of a service.
 *
 * @module
 */
import { type Marker, readMarker, RUN_VARIABLE } from "./marker.ts";
import type { ProcessInfo, System } from "../../system/mod.ts";

/** Every process with what it says of itself, at one moment. */
export interface ProcessScan {
  readonly processes: readonly ProcessInfo[];
  readonly markers: ReadonlyMap<number, Marker>;
  readonly bootId: string;
  /** Hearth itself: no part of a service, though one's terminal may run it. */
  readonly self: number;
}

/** What identifies a launch: its id and its leader. */
export interface Run {
  readonly run: string;
  readonly pid: number;
  readonly startTime: string;
  readonly bootId: string;
}

/** Looks at every process. */
export async function scanProcesses(
  { proc }: Pick<System, "proc">,
): Promise<ProcessScan> {
  const [{ list, environments }, bootId] = await Promise.all([
    proc.survey(RUN_VARIABLE),
    proc.bootId(),
  ]);
  const processes = list.filter(({ zombie }) => !zombie);
  const markers = new Map<number, Marker>();
  for (const [pid, variables] of environments) {
    const marker = readMarker(variables);
    if (marker !== undefined) markers.set(pid, marker);
  }
  return { processes, markers, bootId, self: proc.pid };
}

/** The leader of a launch, if it still is the process that was launched. */
export function leaderOf(
  scan: ProcessScan,
  run: Run,
): ProcessInfo | undefined {
  if (scan.bootId !== run.bootId) return undefined;
  return scan.processes.find(({ pid, startTime }) =>
    pid === run.pid && startTime === run.startTime
  );
}

/**
 * Every living process of a launch: its leader, those that carry its mark,
 * those in its leader's group and session, and the children of all of them,
 * except what carries the mark of another launch. A process that dropped its
 * environment *and* whose parent is gone is known by other signs, see
 * `everyMember()` and `escapedFrom()`.
 *
 * @param known Ids of processes that are known to be of the launch by such signs
 */
export function membersOf(
  scan: ProcessScan,
  run: Run,
  known: ReadonlySet<number> = new Set(),
): ProcessInfo[] {
  if (scan.bootId !== run.bootId) return [];
  const leader = leaderOf(scan, run);
  const strangers = (pid: number): boolean => {
    const marker = scan.markers.get(pid);
    return pid === scan.self ||
      (marker !== undefined && marker.run !== run.run);
  };
  const candidates = scan.processes.filter(({ pid }) => !strangers(pid));
  const members = new Set(
    candidates.filter((info) =>
      known.has(info.pid) ||
      scan.markers.get(info.pid)?.run === run.run ||
      (leader !== undefined &&
        [info.pid, info.group, info.session].includes(leader.pid))
    ).map(({ pid }) => pid),
  );
  for (let grown = -1; grown !== members.size;) {
    grown = members.size;
    for (const { pid, parent } of candidates) {
      if (members.has(parent)) members.add(pid);
    }
  }
  return candidates.filter(({ pid }) => members.has(pid));
}
