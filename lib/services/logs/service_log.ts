/**
 * A service's log file.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import { LineSplitter, LONGEST_LINE } from "./line_splitter.ts";
import type { Paths } from "../../core/files/paths.ts";
import type { System } from "../../system/mod.ts";

/** Bytes that are read in one go. */
const CHUNK = 64 * 1024;
const NEWLINE = 10;

/** The file into which a service writes. */
export function logPath(paths: Paths, service: string): string {
  return join(paths.logs, `${service}.log`);
}

/** The log of one of the commands that come before a service, from 1. */
export function beforeLog(log: string, index: number): string {
  return log.replace(/\.log$/, `.before-${index}.log`);
}

/**
 * Begins a new log and keeps the one of the launch before as `.1`; so with those
 * of the commands that come before the service.
 */
export async function beginLog(
  { fs }: Pick<System, "fs">,
  paths: Paths,
  service: string,
  { before = 0 }: {
    /** Number of these commands. @default {0} */
    readonly before?: number;
  } = {},
): Promise<string> {
  const path = logPath(paths, service);
  await fs.mkdir(paths.logs, { mode: 0o700 });
  const others = Array.from(
    { length: before },
    (_, index) => beforeLog(path, index + 1),
  );
  for (const log of [path, ...others]) {
    if (await fs.stat(log) !== undefined) await fs.rename(log, `${log}.1`);
    await fs.writeText(log, "", { mode: 0o600 });
  }
  return path;
}

/**
 * The last lines of a log's first `size` bytes, of the whole log when absent;
 * none when there is no log. Of a line that is too long its end is one, and
 * what comes before it is not looked for.
 */
export async function* lastLines(
  { fs }: Pick<System, "fs">,
  path: string,
  count: number,
  size?: number,
): AsyncGenerator<string> {
  const end = size ?? (await fs.stat(path))?.size ?? 0;
  const lines = new LineSplitter();
  let offset = await startOfLast({ fs }, path, count, end);
  while (offset < end) {
    const length = Math.min(CHUNK, end - offset);
    const bytes = await fs.readBytes(path, offset, length);
    if (bytes === undefined || bytes.length === 0) break;
    offset += bytes.length;
    yield* lines.push(bytes);
  }
  if (lines.hasUnfinished) yield lines.take();
}

/** Where the last lines begin, found from the end. */
async function startOfLast(
  { fs }: Pick<System, "fs">,
  path: string,
  count: number,
  end: number,
): Promise<number> {
  if (count === 0) return end;
  // The newline at the very end begins no line.
  let lineEnd = end - 1;
  let left = count;
  for (let to = lineEnd; to > 0;) {
    const from = Math.max(0, to - CHUNK);
    const bytes = await fs.readBytes(path, from, to - from);
    if (bytes === undefined) return end;
    for (let at = bytes.length; at > 0;) {
      at = bytes.lastIndexOf(NEWLINE, at - 1);
      if (at < 0) break;
      lineEnd = from + at;
      if (--left === 0) return lineEnd + 1;
    }
    if (lineEnd - from > LONGEST_LINE) return from;
    to = from;
  }
  return 0;
}
