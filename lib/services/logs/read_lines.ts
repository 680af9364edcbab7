/**
 * Lines of a log, from wherever one wants to read.
 *
 * @module
 */
import { LineSplitter, LONGEST_LINE } from "./line_splitter.ts";
import { type LogFile, logFiles } from "./service_log.ts";
import type { System } from "../../system/mod.ts";

/** Bytes that are read in one go. */
const CHUNK = 64 * 1024;
const NEWLINE = 10;

/** A place in one file of a log. */
export interface LogPart {
  readonly path: string;
  /** First byte, and the one after the last. */
  readonly start: number;
  readonly end: number;
}

/** The lines of parts of a log, many at once. */
export async function* readLines(
  { fs }: Pick<System, "fs">,
  parts: readonly LogPart[],
): AsyncGenerator<readonly string[]> {
  const lines = new LineSplitter();
  for (const { path, start, end } of parts) {
    let offset = start;
    while (offset < end) {
      const length = Math.min(CHUNK, end - offset);
      const bytes = await fs.readBytes(path, { offset, length });
      if (bytes === undefined || bytes.length === 0) break;
      offset += bytes.length;
      yield lines.push(bytes);
    }
  }
  if (lines.hasUnfinished) yield [lines.take()];
}

/**
 * The last lines of a log, none when there is no log. Of a line that is too
 * long its end is one, and what comes before it is not looked for.
 */
export async function* lastLines(
  system: Pick<System, "fs">,
  { path, count }: { readonly path: string; readonly count: number },
): AsyncGenerator<string> {
  const files = await logFiles(system, path);
  const parts = await lastParts(system, { files, count });
  for await (const lines of readLines(system, parts)) yield* lines;
}

/** Where the last lines of a log are, found from its end. */
export async function lastParts(
  system: Pick<System, "fs">,
  { files, count }: {
    readonly files: readonly LogFile[];
    readonly count: number;
  },
): Promise<LogPart[]> {
  const parts: LogPart[] = [];
  let missing = count;
  for (const { path, size } of files.toReversed()) {
    const found = await startOfLast(system, {
      path,
      count: missing,
      end: size,
    });
    parts.unshift({ path, start: found.start, end: size });
    missing = found.missing;
    if (missing === 0) break;
  }
  return parts;
}

/** Where the last lines of a file begin, and how many more were wanted. */
async function startOfLast(
  { fs }: Pick<System, "fs">,
  { path, count, end }: {
    readonly path: string;
    readonly count: number;
    readonly end: number;
  },
): Promise<{ readonly start: number; readonly missing: number }> {
  if (count === 0) return { start: end, missing: 0 };
  if (end === 0) return { start: 0, missing: count };
  // The newline at the very end begins no line.
  let lineEnd = end - 1;
  let left = count;
  for (let to = lineEnd; to > 0;) {
    const from = Math.max(0, to - CHUNK);
    const bytes = await fs.readBytes(path, { offset: from, length: to - from });
    if (bytes === undefined) return { start: end, missing: 0 };
    for (let at = bytes.length; at > 0;) {
      at = bytes.lastIndexOf(NEWLINE, at - 1);
      if (at < 0) break;
      lineEnd = from + at;
      if (--left === 0) return { start: lineEnd + 1, missing: 0 };
    }
    if (lineEnd - from > LONGEST_LINE) return { start: from, missing: 0 };
    to = from;
  }
  // The first line of the file has no newline before it.
  return { start: 0, missing: left - 1 };
}
