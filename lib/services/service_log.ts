/**
 * A service's log file.
 *
 * @module
 */
import { join } from "../posix_path.ts";
import type { Paths } from "../paths.ts";
import type { System } from "../system/mod.ts";

/** Bytes that are read from a log's end to find its last lines. */
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

/** The last lines of a log; none when there is no log. */
export async function lastLines(
  { fs }: Pick<System, "fs">,
  path: string,
  count: number,
): Promise<string[]> {
  const size = (await fs.stat(path))?.size ?? 0;
  const from = Math.max(0, size - TAIL);
  const bytes = await fs.readBytes(path, from, TAIL);
  if (bytes === undefined || bytes.length === 0) return [];
  const lines = new TextDecoder().decode(bytes).replace(/\r?\n$/, "")
    .split("\n");
  // What was cut in the middle is no line.
  const whole = from > 0 ? lines.slice(1) : lines;
  return count === 0 ? [] : whole.slice(-count);
}
