/**
 * A service's log file.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { Paths } from "../../core/files/paths.ts";
import type { System } from "../../system/mod.ts";

/** The file into which a service writes. */
export function logPath(paths: Paths, service: string): string {
  return join(paths.logs, `${service}.log`);
}

/** The earlier half of a log that has a limit, while its service runs. */
export function earlierPath(path: string): string {
  return `${path}.0`;
}

/** Begins a new log and keeps the one of the launch before as `.1`. */
export async function beginLog(
  { fs }: Pick<System, "fs">,
  paths: Paths,
  service: string,
): Promise<string> {
  const path = logPath(paths, service);
  await fs.mkdir(paths.logs, { mode: 0o700 });
  if (await fs.stat(path) !== undefined) await fs.rename(path, `${path}.1`);
  await fs.remove(earlierPath(path));
  await fs.writeText(path, "", { mode: 0o600 });
  return path;
}

/** One file of a log, as far as it was written at one moment. */
export interface LogFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** When it was last written to, in milliseconds since the epoch. */
  readonly mtime: number;
  /** When it was made, likewise. */
  readonly begun: number;
}

/** The files of a service's present log, the earlier one first. */
export async function logFiles(
  { fs }: Pick<System, "fs">,
  path: string,
): Promise<LogFile[]> {
  const files: LogFile[] = [];
  for (const file of [earlierPath(path), path]) {
    const stat = await fs.stat(file);
    if (stat === undefined) continue;
    const { size, mtime, born = mtime } = stat;
    files.push({ path: file, size, mtime, begun: born });
  }
  return files;
}
