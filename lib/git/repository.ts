/**
 * The repository that holds a directory, found from its files: no process.
 *
 * @module
 */
import { basename, dirname, join, resolve } from "../core/files/posix_path.ts";
import type { System } from "../system/mod.ts";

/** A repository, seen from one of its working trees. */
export interface Repository {
  /** Top of the working tree, where git runs filters. */
  readonly top: string;
  /** The directory that all working trees of the repository share. */
  readonly common: string;
}

/** Finds the repository; `undefined` outside of any. */
export async function findRepository(
  { fs }: Pick<System, "fs">,
  dir: string,
): Promise<Repository | undefined> {
  const start = await fs.realPath(dir) ?? dir;
  for (let top = start;; top = dirname(top)) {
    const mark = join(top, ".git");
    const kind = (await fs.stat(mark))?.kind;
    if (kind === "directory" && await fs.stat(join(mark, "HEAD"))) {
      return { top, common: mark };
    }
    if (kind === "file") {
      // A further working tree: its own directory names the shared one.
      const own = resolve(top, await gitDir({ fs }, mark));
      const common = await fs.readText(join(own, "commondir"));
      return { top, common: resolve(own, (common ?? ".").trim()) };
    }
    if (top === dirname(top)) return undefined;
  }
}

/** Tops of the repository's other working trees, as far as git knows them. */
export async function otherWorkTrees(
  { fs }: Pick<System, "fs">,
  { top, common }: Repository,
): Promise<string[]> {
  const own = join(common, "worktrees");
  const marks = await Promise.all(
    (await fs.readDir(own) ?? []).map(({ name }) =>
      fs.readText(join(own, name, "gitdir"))
    ),
  );
  const tops = marks.flatMap((mark) => mark ? [dirname(mark.trim())] : []);
  const main = basename(common) === ".git" ? [dirname(common)] : [];
  return [...main, ...tops].filter((other) => other !== top);
}

/** What a file `.git` leads to. */
async function gitDir(
  { fs }: Pick<System, "fs">,
  mark: string,
): Promise<string> {
  const text = await fs.readText(mark) ?? "";
  return text.replace(/^gitdir:\s*/, "").trim();
}
