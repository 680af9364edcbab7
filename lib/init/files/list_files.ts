/**
 * The files of a repository, without those that git ignores.
 *
 * @module
 */
import type { System } from "../../system/mod.ts";
import { isBuilt, isSkipped } from "./skipped.ts";
import { type Listing, MOST_FILES, walkFiles } from "./walk_files.ts";

/**
 * Lists files from git where there is a repository, from the directories
 * elsewhere. Links are listed and never followed.
 *
 * @param root absolute path without links
 */
export async function listFiles(
  system: Pick<System, "fs" | "proc">,
  root: string,
): Promise<Listing> {
  return await listedByGit(system, root) ?? await walkFiles(system, root);
}

async function listedByGit(
  { proc }: Pick<System, "proc">,
  root: string,
): Promise<Listing | undefined> {
  if (!await proc.has("git")) return undefined;
  const { code, stdout } = await proc.run([
    "git",
    "-C",
    root,
    // A repository's own settings could name a program here.
    "-c",
    "core.fsmonitor=false",
    "ls-files",
    "-z",
    "--cached",
    "--others",
    "--exclude-standard",
    "--deduplicate",
  ]);
  if (code !== 0) return undefined; // no repository, or another user's
  const names = stdout.split("\0").filter((name) => name !== "");
  const environments = names
    .filter((name) => name.endsWith("/pyvenv.cfg"))
    .map((name) => name.slice(0, -"pyvenv.cfg".length));
  const own = names.filter((name) =>
    !name.split("/").slice(0, -1).some(isSkipped) && !isBuilt(name) &&
    !environments.some((dir) => name.startsWith(dir))
  );
  return {
    files: byDepth(own).slice(0, MOST_FILES),
    isWhole: own.length <= MOST_FILES,
  };
}

/** Those nearest to the root first, each depth in the order of the alphabet. */
function byDepth(names: readonly string[]): string[] {
  return names.map((name) => ({ name, depth: name.split("/").length }))
    .sort((one, other) =>
      one.depth - other.depth ||
      (one.name < other.name ? -1 : one.name > other.name ? 1 : 0)
    )
    .map(({ name }) => name);
}
