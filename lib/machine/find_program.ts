/**
 * Where a program's name leads to.
 *
 * @module
 */
import { join, resolve } from "../core/files/posix_path.ts";
import type { FileStat, System } from "../system/mod.ts";

/** Where to look for programs. */
export interface ProgramSearch {
  /** Folders as in `PATH`; relative ones count as absent. */
  readonly path: string | undefined;
  /** Folder to which a program with a slash in its name is relative. */
  readonly folder?: string;
}

/** Whether the file can be run. */
export function isProgram(stat: FileStat | undefined): boolean {
  return stat?.kind === "file" && (stat.mode & 0o111) !== 0;
}

/** The file that a program's name leads to; `undefined` where none can be run. */
export async function findProgram(
  { fs }: Pick<System, "fs">,
  program: string,
  { path, folder = "/" }: ProgramSearch,
): Promise<string | undefined> {
  for (const file of candidates(program, folder, path)) {
    if (isProgram(await fs.stat(file))) return file;
  }
  return undefined;
}

function candidates(
  program: string,
  folder: string,
  path: string | undefined,
): string[] {
  if (program.includes("/")) return [resolve(folder, program)];
  return foldersOf(path).map((place) => join(place, program));
}

/** The absolute folders that `PATH` names, each once. */
export function foldersOf(path: string | undefined): string[] {
  const folders = (path ?? "").split(":").filter((one) => one.startsWith("/"));
  return [...new Set(folders)];
}
