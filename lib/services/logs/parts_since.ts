/**
 * Where a log continues after a moment.
 *
 * @module
 */
import { lineTime } from "./line_time.ts";
import type { LogFile } from "./service_log.ts";
import type { LogPart } from "./read_lines.ts";
import type { System } from "../../system/mod.ts";

/** Bytes of the steps back through a file, from the first to the longest. */
const STEP = { first: 64 * 1024, longest: 4 * 1024 * 1024 };
/** Bytes at the beginning of a step among which a time is looked for. */
const SAMPLE = 16 * 1024;
/** Bytes of a line among which its time is looked for. */
const HEAD = 400;
const NEWLINE = 10;

/** What of a log was written since a moment. */
export interface PartsSince {
  readonly parts: readonly LogPart[];
  /** Whether any line says when it was written. */
  readonly hasTimes: boolean;
}

/**
 * Finds the first line that says it was written since a moment: from there on
 * all is of the log, in the order in which it was written, should the clock
 * have been set back meanwhile. A file that was written to since then, though
 * no line says so, counts from its last line with a time.
 */
export async function partsSince(
  system: Pick<System, "fs" | "clock">,
  { files, since }: {
    readonly files: readonly LogFile[];
    readonly since: number;
  },
): Promise<PartsSince> {
  const parts: LogPart[] = [];
  let hasTimes = false;
  for (const { path, size, mtime } of files) {
    // A file's time may be a little behind the clock.
    if (parts.length === 0 && mtime + 1000 < since) {
      hasTimes = true;
      continue;
    }
    const found: Start = parts.length > 0
      ? { start: 0, hasTimes }
      : await startSince(system, { path, size, since });
    hasTimes ||= found.hasTimes;
    if (found.start < size) parts.push({ path, start: found.start, end: size });
  }
  return { parts, hasTimes };
}

interface Start {
  readonly start: number;
  readonly hasTimes: boolean;
}

async function startSince(
  system: Pick<System, "fs" | "clock">,
  { path, size, since }: {
    readonly path: string;
    readonly size: number;
    readonly since: number;
  },
): Promise<Start> {
  const from = await before(system, { path, size, since });
  let hasTimes = false;
  let afterLast = 0;
  for await (
    const { time, start, end } of timedLines(system, { path, from, to: size })
  ) {
    hasTimes = true;
    if (time >= since) return { start, hasTimes };
    afterLast = end;
  }
  return { start: afterLast, hasTimes };
}

/** A place before which nothing was written since, found from the end. */
async function before(
  system: Pick<System, "fs" | "clock">,
  { path, size, since }: {
    readonly path: string;
    readonly size: number;
    readonly since: number;
  },
): Promise<number> {
  let step = STEP.first;
  for (let from = size - step; from > 0; from -= step) {
    const end = Math.min(size, from + SAMPLE);
    for await (const { time } of timedLines(system, { path, from, to: end })) {
      if (time < since) return from;
      break;
    }
    step = Math.min(STEP.longest, step * 2);
  }
  return 0;
}

/**
 * Lines that begin in a part of a file and have a time. The first one counts
 * only at the beginning of the file: elsewhere it may be the end of one.
 */
async function* timedLines(
  { fs, clock }: Pick<System, "fs" | "clock">,
  { path, from, to }: {
    readonly path: string;
    readonly from: number;
    readonly to: number;
  },
): AsyncGenerator<
  { readonly time: number; readonly start: number; readonly end: number }
> {
  const decoder = new TextDecoder();
  const now = clock.now();
  const timeOf = (...pieces: readonly Uint8Array[]): number | undefined =>
    lineTime(pieces.map((bytes) => decoder.decode(bytes)).join(""), now);
  // What an earlier chunk has of the line.
  let head = new Uint8Array(0);
  let start = from;
  let isWhole = from === 0;
  for (let offset = from; offset < to;) {
    const length = Math.min(STEP.first, to - offset);
    const bytes = await fs.readBytes(path, { offset, length });
    if (bytes === undefined || bytes.length === 0) break;
    for (let at = 0; at < bytes.length;) {
      const newline = bytes.indexOf(NEWLINE, at);
      const end = newline < 0 ? bytes.length : newline;
      const more = bytes.slice(at, Math.min(end, at + HEAD));
      at = end + 1;
      if (newline < 0) {
        if (head.length === 0) head = more;
        break;
      }
      const time = isWhole ? timeOf(head, more) : undefined;
      if (time !== undefined) yield { time, start, end: offset + at };
      head = new Uint8Array(0);
      start = offset + at;
      isWhole = true;
    }
    offset += bytes.length;
  }
  const time = isWhole ? timeOf(head) : undefined;
  if (time !== undefined) yield { time, start, end: to };
}
