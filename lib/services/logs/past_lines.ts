/**
 * What services have written so far, as far as one wants to see it.
 *
 * @module
 */
import type { LogSource } from "./follow_logs.ts";
import { type LineSource, mergeLines, type NamedLine } from "./merge_lines.ts";
import { partsSince } from "./parts_since.ts";
import { lastParts, type LogPart, readLines } from "./read_lines.ts";
import { type LogFile, logFiles } from "./service_log.ts";
import type { System } from "../../system/mod.ts";

/** Lines of each log that are shown when nothing else is asked for. */
const SHOWN = 50;
/** What colors a terminal's text. */
// deno-lint-ignore no-control-regex
const ESCAPES = /\x1b\[[\d;?]*[A-Za-z]/g;

/** Which lines are wanted. */
export interface LineChoice {
  /** The last so many of each log; 50 when neither of the others is given. */
  readonly lines?: number | undefined;
  /** Those that were written since then, in milliseconds since the epoch. */
  readonly since?: number | undefined;
  readonly pattern?: RegExp | undefined;
}

/** Lines that were written before the logs are followed. */
export interface PastLines {
  readonly lines: AsyncGenerator<NamedLine>;
  /** Bytes of each log that are among them, by name. */
  readonly sizes: ReadonlyMap<string, number>;
  /** Logs of which no line says when it was written, though that was asked. */
  readonly timeless: readonly string[];
}

/** Whether a line has what is looked for, whatever its colors are. */
export function isMatch(line: string, pattern: RegExp | undefined): boolean {
  if (pattern === undefined) return true;
  const text = line.includes("\x1b") ? line.replaceAll(ESCAPES, "") : line;
  return pattern.test(text);
}

/** Chooses lines of logs and merges them by time. */
export async function pastLines(
  system: Pick<System, "fs" | "clock">,
  logs: readonly LogSource[],
  choice: LineChoice,
): Promise<PastLines> {
  const sources: LineSource[] = [];
  const sizes = new Map<string, number>();
  const timeless: string[] = [];
  for (const { name, path } of logs) {
    const files = await logFiles(system, path);
    sizes.set(name, files.find((file) => file.path === path)?.size ?? 0);
    const { parts, hasTimes } = await partsOf(system, files, choice);
    if (!hasTimes && parts.length > 0) timeless.push(name);
    const begun = files[0]?.begun ?? 0;
    sources.push({ name, lines: chosen(system, parts, choice), begun });
  }
  const lines = mergeLines(sources, system.clock.now());
  return { lines, sizes, timeless };
}

async function partsOf(
  system: Pick<System, "fs" | "clock">,
  files: readonly LogFile[],
  { lines, since, pattern }: LineChoice,
): Promise<{ readonly parts: readonly LogPart[]; readonly hasTimes: boolean }> {
  if (since !== undefined) return await partsSince(system, { files, since });
  if (pattern === undefined) {
    const parts = await lastParts(system, { files, count: lines ?? SHOWN });
    return { parts, hasTimes: true };
  }
  const parts = files.map(({ path, size }) => ({ path, start: 0, end: size }));
  return { parts, hasTimes: true };
}

/** The lines of parts that match, the last so many of them. */
async function* chosen(
  system: Pick<System, "fs">,
  parts: readonly LogPart[],
  { lines, pattern }: LineChoice,
): AsyncGenerator<string> {
  const last: string[] = [];
  for await (const read of readLines(system, parts)) {
    const found = read.filter((line) => isMatch(line, pattern));
    if (lines === undefined) {
      yield* found;
    } else {
      last.push(...found);
      last.splice(0, last.length - lines);
    }
  }
  yield* last;
}
