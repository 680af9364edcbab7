/**
 * A service's log file.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { Context } from "../../core/context.ts";
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

/** The file that says, while a start waits for a line, who reads the log. */
export function readerPath(path: string): string {
  return `${path}.reader`;
}

/** The file by which that one learns that the log was begun anew. */
export function turnedPath(path: string): string {
  return `${path}.turned`;
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
  { system: { fs }, paths }: Context<"fs">,
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
  await Promise.all(
    [earlierPath, readerPath, turnedPath].map((part) => fs.remove(part(path))),
  );
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
