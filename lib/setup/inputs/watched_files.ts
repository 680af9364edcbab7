/**
 * Which files decided what a venv holds, and whether they are as they were.
 *
 * @module
 */
import { relative, resolve } from "../../core/files/posix_path.ts";
import type { TextFiles } from "./text_files.ts";
import { fingerprintOf } from "../venv/fingerprint_of.ts";

/**
 * Fingerprints by path, relative to the workspace; empty for a file that was
 * looked for and is absent, because it may come.
 */
export type WatchedFiles = Readonly<Record<string, string>>;

/** Files that remember what was read of them. */
export interface RecordedFiles extends TextFiles {
  /** What was read up to now. */
  watched(): WatchedFiles;
}

/** Reads as `fs` does, and remembers each file. */
export function recordReads(
  fs: TextFiles["fs"],
  root: string,
): RecordedFiles {
  const seen = new Map<string, string>();
  return {
    fs: {
      async readText(path) {
        const text = await fs.readText(path);
        const print = text === undefined ? "" : await fingerprintOf(text);
        seen.set(relative(root, path), print);
        return text;
      },
    },
    watched: () =>
      Object.fromEntries([...seen].sort(([a], [b]) => a < b ? -1 : 1)),
  };
}

/** Whether each file is as it was, by content. */
export async function areUnchanged(
  { fs }: TextFiles,
  { root, watched }: { readonly root: string; readonly watched: WatchedFiles },
): Promise<boolean> {
  const same = await Promise.all(
    Object.entries(watched).map(async ([name, print]) => {
      const text = await fs.readText(resolve(root, name));
      return print === (text === undefined ? "" : await fingerprintOf(text));
    }),
  );
  return !same.includes(false);
}
