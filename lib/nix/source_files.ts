/**
 * Reading a small tree of text files.
 *
 * @module
 */
import { join } from "../core/files/posix_path.ts";
import type { FileSystem } from "../system/mod.ts";

/** A file of a tree. */
export interface SourceFile {
  /** Relative to the tree's root. */
  readonly path: string;
  readonly text: string;
}

/** Every file below a directory, ordered by path. */
export async function sourceFiles(
  fs: FileSystem,
  root: string,
): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  const walk = async (dir: string): Promise<void> => {
    for (
      const { name, kind } of await fs.readDir(join(root, dir)) ?? []
    ) {
      const path = join(dir, name);
      if (kind === "directory") await walk(path);
      const text = kind === "file"
        ? await fs.readText(join(root, path))
        : undefined;
      if (text !== undefined) files.push({ path, text });
    }
  };
  await walk("");
  return files.sort((a, b) => a.path < b.path ? -1 : 1);
}
