/**
 * A service's log file.
 *
 * @module
 */
import { join } from "../posix_path.ts";
import type { Paths } from "../paths.ts";
import type { System } from "../system/mod.ts";

/** Bytes that are first read from a log's end; twice as many until enough. */
const TAIL = 64 * 1024;

/** The file into which a service writes. */
export function logPath(paths: Paths, service: string): string {
  return join(paths.logs, `${service}.log`);
}

/** Begins a new log and keeps the one of the launch before as `.1`. */
export async function beginLog(
  { fs }: Pick<System, "fs">,
  paths: Paths,
  service: string,
): Promise<string> {
  const path = logPath(paths, service);
  await fs.makeFolder(paths.logs, { mode: 0o700 });
  if (await fs.stat(path) !== undefined) await fs.rename(path, `${path}.1`);
  await fs.writeText(path, "", { mode: 0o600 });
  return path;
}

/**
 * The last whole lines of a log's first `size` bytes, of the whole log when
 * absent; none when there is no log.
 */
export async function lastLines(
  { fs }: Pick<System, "fs">,
  path: string,
  count: number,
  size?: number,
): Promise<string[]> {
  const end = size ?? (await fs.stat(path))?.size ?? 0;
  for (let tail = TAIL;; tail *= 2) {
    const from = Math.max(0, end - tail);
    const bytes = await fs.readBytes(path, from, end - from);
    if (bytes === undefined || bytes.length === 0 || count === 0) return [];
    const lines = new TextDecoder().decode(bytes).replace(/\r?\n$/, "")
      .split("\n");
    // What was cut in the middle is no line.
    const whole = from > 0 ? lines.slice(1) : lines;
    if (from === 0 || whole.length >= count) return whole.slice(-count);
  }
}
