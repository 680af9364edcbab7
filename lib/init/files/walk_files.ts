/**
 * Files below a directory that git knows nothing of.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { DirEntry, System } from "../../system/mod.ts";
import { isBuilt, isSkipped } from "./skipped.ts";

/** Files that are looked at; a larger tree is cut off at its far ends. */
export const MOST_FILES = 100_000;

/** What was found. */
export interface Listing {
  /** As seen from the root, those nearest to it first. */
  readonly files: readonly string[];
  /** Whether there are no more files. */
  readonly isWhole: boolean;
}

/**
 * Walks breadth-first, so that a bounded walk sees what is near the root. It
 * follows no links, enters no virtual environment, and passes over directories
 * that it may not read.
 */
export async function walkFiles(
  { fs }: Pick<System, "fs">,
  root: string,
): Promise<Listing> {
  const files: string[] = [];
  let dirs = [""];
  while (dirs.length > 0) {
    const next: string[] = [];
    for (const dir of dirs) {
      const entries = await readable(fs.readDir(join(root, dir))) ?? [];
      if (dir !== "" && entries.some(({ name }) => name === "pyvenv.cfg")) {
        continue;
      }
      for (const { name, kind } of entries.toSorted(byName)) {
        const path = dir === "" ? name : `${dir}/${name}`;
        if (kind === "directory") {
          if (!isSkipped(name) && !isBuilt(`${path}/`)) next.push(path);
        } else if (kind === "file") files.push(path);
        if (files.length > MOST_FILES) {
          return { files: files.slice(0, MOST_FILES), isWhole: false };
        }
      }
    }
    dirs = next;
  }
  return { files, isWhole: true };
}

function byName(one: DirEntry, other: DirEntry): number {
  return one.name < other.name ? -1 : one.name > other.name ? 1 : 0;
}

/** What cannot be read counts as absent: it is no reason to give up. */
async function readable<T>(
  reading: Promise<T | undefined>,
): Promise<T | undefined> {
  try {
    return await reading;
  } catch {
    return undefined;
  }
}
