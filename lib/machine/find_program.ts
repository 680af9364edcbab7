/**
 * Where a program's name leads to.
 *
 * @module
 */
import { join, resolve } from "../core/files/posix_path.ts";
import type { FileStat, System } from "../system/mod.ts";

/** Where to look for programs. */
export interface ProgramSearch {
  /** Directories as in `PATH`; relative ones count as absent. */
  readonly path: string | undefined;
  /** Directory to which a program with a slash in its name is relative. */
  readonly dir?: string;
}

/** Whether the file can be run. */
export function isProgram(stat: FileStat | undefined): boolean {
  return stat?.kind === "file" && (stat.mode & 0o111) !== 0;
}

/** The file that a program's name leads to; `undefined` where none can be run. */
export async function findProgram(
  { fs }: Pick<System, "fs">,
  program: string,
  { path, dir = "/" }: ProgramSearch,
): Promise<string | undefined> {
  for (const file of candidates(program, dir, path)) {
    if (isProgram(await fs.stat(file))) return file;
  }
  return undefined;
}

function candidates(
  program: string,
  dir: string,
  path: string | undefined,
): string[] {
  if (program.includes("/")) return [resolve(dir, program)];
  return dirsOf(path).map((place) => join(place, program));
}

/** The absolute directories that `PATH` names, each once. */
export function dirsOf(path: string | undefined): string[] {
  const dirs = (path ?? "").split(":").filter((one) => one.startsWith("/"));
  return [...new Set(dirs)];
}
