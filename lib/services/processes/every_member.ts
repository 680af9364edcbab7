/**
 * Every process of a launch, those included that tried to leave it.
 *
 * @module
 */
import type { Claim } from "../claims/claim.ts";
import { markedByKernel } from "./kernel_mark.ts";
import { membersOf, type ProcessScan, scanProcesses } from "./process_scan.ts";
import { scopeMembers } from "./user_scope.ts";
import type { ProcessInfo, System } from "../../system/mod.ts";

/** Looks at new processes, on a machine that never stops to make some. */
const LOOKS = 200;

/**
 * Looks for the processes of a launch. If there seem to be none, those that
 * were made meanwhile are looked at too, until none is made during a look: a
 * process that forks and ends is otherwise seen in none of its forms.
 */
export async function everyMember(
  system: Pick<System, "fs" | "proc">,
  claim: Claim,
): Promise<ProcessInfo[]> {
  const before = await system.proc.newestPid();
  const scan = await scanProcesses(system);
  const marked = await markedByKernel(system, scan, claim);
  const known = marked.union(await scopeMembers(system, claim));
  const members = membersOf(scan, claim, known);
  if (members.length > 0 || before === undefined) return members;
  return await newMembers(system, claim, before, scan);
}

/** Looks at the processes that were made after another one. */
async function newMembers(
  system: Pick<System, "fs" | "proc">,
  claim: Claim,
  before: number,
  { bootId, self }: ProcessScan,
): Promise<ProcessInfo[]> {
  const { proc } = system;
  let last = before;
  for (let look = 0; look < LOOKS; look++) {
    const newest = await proc.newestPid() ?? last;
    if (newest === last) break;
    // Ids begin again when they are used up.
    if (newest < last) return await everyMember(system, claim);
    const pids = Array.from(
      { length: newest - last },
      (_, at) => last + 1 + at,
    );
    last = newest;
    const found = await Promise.all(pids.map((pid) => proc.find(pid)));
    const processes = found.filter((info) => info !== undefined)
      .filter(({ zombie }) => !zombie);
    const scan = { processes, markers: new Map(), bootId, self };
    const marked = await markedByKernel(system, scan, claim);
    if (marked.size > 0) return processes.filter(({ pid }) => marked.has(pid));
  }
  return [];
}
