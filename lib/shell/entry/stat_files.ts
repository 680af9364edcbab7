/**
 * When files were last changed.
 *
 * @module
 */
import type { System } from "../../system/mod.ts";

/** A file or directory, and when it was last changed. */
export interface Watched {
  readonly path: string;
  /** Milliseconds since the epoch; `undefined` when it is absent. */
  readonly mtime: number | undefined;
}

/** Looks at files, in order and each once. Absent ones count. */
export async function look(
  { fs }: Pick<System, "fs">,
  paths: readonly string[],
): Promise<Watched[]> {
  return await Promise.all([...new Set(paths)].map(async (path) => ({
    path,
    mtime: (await fs.stat(path))?.mtime,
  })));
}
