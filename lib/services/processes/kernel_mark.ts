/**
 * A mark that the kernel keeps: a limit on the size of files that no file
 * reaches and that every descendant inherits, even without environment, session
 * and parent. Only a process that sets this limit itself loses it.
 *
 * @module
 */
import type { Claim } from "../claims/claim.ts";
import type { ProcessScan } from "./process_scan.ts";
import type { System } from "../../system/mod.ts";

/** In blocks of 512 bytes, more than any file has: 2 to the 59th bytes. */
const SMALLEST = 2 ** 50;

/** Sizes of a block in which shells count: POSIX's, and bash's own. */
const BLOCK_BYTES = [512, 1024];

/** The mark of a launch, as the shell's `ulimit -f` takes it. */
export function kernelMark(run: string): number {
  // 12 digits are 48 bits: exact in a number, and not two alike.
  const digits = run.replaceAll("-", "").slice(0, 12);
  const id = Number.parseInt(digits, 16);
  return SMALLEST + (Number.isNaN(id) ? 0 : id);
}

/**
 * Processes of a scan that bear the mark of a launch. Those whose environment
 * says where they belong are not asked, nor those that are older.
 */
export async function markedByKernel(
  { proc }: Pick<System, "proc">,
  scan: ProcessScan,
  { run, bootId, launchedAt = "" }: Pick<
    Claim,
    "run" | "bootId" | "launchedAt"
  >,
): Promise<ReadonlySet<number>> {
  if (bootId !== scan.bootId) return new Set();
  const limits = BLOCK_BYTES.map((bytes) => kernelMark(run) * bytes);
  const found = new Set<number>();
  for (const { pid, startTime } of scan.processes) {
    if (pid === scan.self || scan.markers.has(pid)) continue;
    if (!proc.startedSince(startTime, launchedAt)) continue;
    const limit = await proc.fileSizeLimit(pid);
    if (limit !== undefined && limits.includes(limit)) found.add(pid);
  }
  return found;
}
