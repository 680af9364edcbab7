/**
 * Looking for secrets in the workspace's files.
 *
 * @module
 */
import type { Context } from "../../core/context.ts";
import { join } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";
import { notebookLeaks } from "./notebook_leaks.ts";
import { Search, type Wanted } from "./search.ts";

/** A secret in a file. */
export interface FileLeak {
  readonly name: string;
  /** Relative to the workspace. */
  readonly file: string;
  /** Number of the notebook's cell whose output holds it, from 1. */
  readonly cell?: number;
}

/** Bytes that are read at once. */
const PIECE = 1024 * 1024;
/** Directories that a walk leaves out, as git would. */
const LEFT_OUT = /^(\..*|node_modules|__pycache__)$/;

/** Searches files that git tracks or would add, or all without git. */
export async function searchFiles(
  { system, paths }: Context<"fs" | "proc", "root" | "envFile">,
  wanted: readonly Wanted[],
  signal?: AbortSignal,
): Promise<FileLeak[]> {
  if (wanted.length === 0) return [];
  const { fs } = system;
  const files = await listedByGit(system, paths.root) ??
    await walked(system, paths.root);
  const own = (await fs.stat(paths.envFile))?.identity;
  const leaks: FileLeak[] = [];
  for (const file of files) {
    signal?.throwIfAborted();
    const path = join(paths.root, file);
    const stat = await fs.statLink(path);
    if (stat?.kind !== "file" || stat.identity === own) continue;
    const search = new Search(wanted);
    for (let at = 0; at < stat.size; at += PIECE) {
      const length = Math.min(PIECE, stat.size - at);
      search.feed(
        await fs.readBytes(path, { offset: at, length }) ?? new Uint8Array(),
      );
    }
    const cells = file.endsWith(".ipynb")
      ? notebookLeaks(await fs.readText(path) ?? "", wanted)
      : [];
    leaks.push(...cells.map((leak) => ({ ...leak, file })));
    for (const name of search.found) {
      if (cells.every((leak) => leak.name !== name)) leaks.push({ name, file });
    }
  }
  return leaks;
}

async function listedByGit(
  { proc }: Pick<System, "proc">,
  root: string,
): Promise<string[] | undefined> {
  const { code, stdout } = await proc.run([
    "git",
    "-C",
    root,
    "ls-files",
    "-z",
    "--cached",
    "--others",
    "--exclude-standard",
    "--deduplicate",
  ]);
  return code === 0 ? stdout.split("\0").filter(Boolean) : undefined;
}

async function walked(
  system: Pick<System, "fs">,
  root: string,
  dir = "",
): Promise<string[]> {
  const files: string[] = [];
  for (const entry of await system.fs.readDir(join(root, dir)) ?? []) {
    const path = dir === "" ? entry.name : `${dir}/${entry.name}`;
    if (entry.kind === "file") files.push(path);
    if (entry.kind === "directory" && !LEFT_OUT.test(entry.name)) {
      files.push(...await walked(system, root, path));
    }
  }
  return files;
}
