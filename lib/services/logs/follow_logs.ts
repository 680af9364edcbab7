/**
 * Prints services' logs, merged, as they grow.
 *
 * @module
 */
import { LineSplitter } from "./line_splitter.ts";
import { earlierPath } from "./service_log.ts";
import type { System } from "../../system/mod.ts";

/** Milliseconds between two looks at the files. */
const INTERVAL_MS = 100;
/** Milliseconds after which a line is shown although it has no end yet. */
const UNFINISHED = 1000;
/** Bytes that are read in one go. */
const CHUNK = 64 * 1024;

/** A log file and the name under which its lines appear. */
export interface LogSource {
  readonly name: string;
  readonly path: string;
}

/** How logs are followed. */
export interface FollowOptions {
  /** Bytes to leave out at the beginning, by name; from the start when absent. */
  readonly from?: ReadonlyMap<string, number>;
  readonly signal?: AbortSignal | undefined;
  /** Ends the following when it returns true; what is left is printed first. */
  readonly until?: () => Promise<boolean>;
}

/** A log and what is known of it. */
interface Tail extends LogSource {
  offset: number;
  identity: string;
  lines: LineSplitter;
  /** When its last line was printed, or began. */
  since: number;
}

/**
 * Calls `print` with each line of each log, in the order in which they are
 * found, until aborted. A log that becomes shorter was begun anew; one that was
 * moved aside because of its limit is read to its end first. A line that
 * stays without an end, as a prompt or a progress bar, is printed as it is
 * every second, then what is added to it.
 */
export async function followLogs(
  { fs, clock }: Pick<System, "fs" | "clock">,
  sources: readonly LogSource[],
  print: (name: string, line: string) => void,
  { from = new Map(), signal, until }: FollowOptions = {},
): Promise<void> {
  const tails = sources.map((source): Tail => ({
    ...source,
    offset: from.get(source.name) ?? 0,
    identity: "",
    lines: new LineSplitter(),
    since: clock.elapsed(),
  }));
  while (true) {
    const last = await until?.() ?? false;
    for (const tail of tails) {
      const wasFinished = !tail.lines.hasUnfinished;
      const isPrinted = await printNew({ fs }, tail, print);
      const now = clock.elapsed();
      if (isPrinted || wasFinished) tail.since = now;
      if (now - tail.since < UNFINISHED || !tail.lines.hasUnfinished) continue;
      print(tail.name, tail.lines.take());
      tail.since = now;
    }
    if (last || signal?.aborted) break;
    try {
      await clock.sleep(INTERVAL_MS, signal);
    } catch {
      // aborted: one last look, so that nothing that was written is lost
    }
  }
  for (const { name, lines } of tails) {
    if (lines.hasUnfinished) print(name, lines.take());
  }
}

/** Prints the lines that were finished since the last look, if any. */
async function printNew(
  { fs }: Pick<System, "fs">,
  tail: Tail,
  print: (name: string, line: string) => void,
): Promise<boolean> {
  const stat = await fs.stat(tail.path);
  if (stat === undefined) return false;
  const anew = tail.identity !== "" && tail.identity !== stat.identity;
  let isPrinted = false;
  if (anew || stat.size < tail.offset) {
    const earlier = earlierPath(tail.path);
    const moved = await fs.stat(earlier);
    if (moved?.identity === tail.identity) {
      // A line that was being written is moved to the new file, as a whole.
      if (moved.size < tail.offset) tail.lines = new LineSplitter();
      isPrinted = await printFrom({ fs }, {
        tail,
        path: earlier,
        size: moved.size,
      }, print);
      tail.offset = 0;
    } else {
      Object.assign(tail, { offset: 0, lines: new LineSplitter() });
    }
  }
  tail.identity = stat.identity;
  return await printFrom(
    { fs },
    { tail, path: tail.path, size: stat.size },
    print,
  ) ||
    isPrinted;
}

/** Prints what one file has from the tail's offset on. */
async function printFrom(
  { fs }: Pick<System, "fs">,
  { tail, path, size }: {
    readonly tail: Tail;
    readonly path: string;
    readonly size: number;
  },
  print: (name: string, line: string) => void,
): Promise<boolean> {
  let isPrinted = false;
  while (tail.offset < size) {
    const bytes = await fs.readBytes(path, {
      offset: tail.offset,
      length: CHUNK,
    });
    if (bytes === undefined || bytes.length === 0) break;
    tail.offset += bytes.length;
    for (const line of tail.lines.push(bytes)) {
      print(tail.name, line);
      isPrinted = true;
    }
  }
  return isPrinted;
}
