/**
 * Processes that left a service in nearly every way: they dropped its variables,
 * its session and their parent, yet the kernel marks them, or they write into
 * its log.
 *
 * @module
 */
import type { Claim } from "../claims/claim.ts";
import { pipePath } from "../logs/limited_log.ts";
import { markedByKernel } from "./kernel_mark.ts";
import { membersOf, scanProcesses } from "./process_scan.ts";
import type { ProcessInfo, System } from "../../system/mod.ts";

/** Looks at processes that fork and end faster than one can look. */
const LOOKS = 10;

/**
 * Living processes that bear the kernel's mark of a launch or write into its
 * log, with their children, but for those of another launch: no other program
 * has that file for its output. To look is slow, so it is done only where
 * something shows that processes are missing.
 */
export async function escapedFrom(
  system: Pick<System, "proc">,
  claim: Claim,
): Promise<ProcessInfo[]> {
  const { proc } = system;
  if (claim.bootId !== await proc.bootId()) return [];
  for (let look = 0; look < LOOKS; look++) {
    const outputs = claim.logLimit === undefined
      ? [claim.log]
      : [claim.log, pipePath(claim.log)];
    const writers = new Set(
      (await Promise.all(outputs.map((file) => proc.writersOf(file)))).flat(),
    );
    writers.delete(proc.pid);
    const scan = await scanProcesses(system);
    const signs = writers.union(await markedByKernel(system, scan, claim));
    if (signs.size === 0) return [];
    const living = scan.processes.filter(({ pid }) => signs.has(pid));
    // One that ended since may have left a child that was not yet a writer.
    if (living.length === 0) continue;
    const all = living.flatMap(({ pid, startTime }) =>
      membersOf(scan, { ...claim, pid, startTime })
    );
    return [...new Set(all)];
  }
  return [];
}
