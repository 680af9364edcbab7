/**
 * What becomes of `.gitignore`.
 *
 * @module
 */
import { dirname, join, relative } from "../../core/files/posix_path.ts";
import { findRepository } from "../../git/repository.ts";
import type { System } from "../../system/mod.ts";
import {
  type IgnoreFile,
  type IgnoreOptions,
  missingLines,
  withLines,
} from "./gitignore.ts";
import type { KeptFile, PlannedFile } from "./planned_file.ts";
import { readWhole } from "./read_whole.ts";

const PATH = ".gitignore";

/** The file with the lines that it lacks, or why it stays as it is. */
export async function planIgnored(
  system: Pick<System, "fs">,
  root: string,
  options: IgnoreOptions,
): Promise<PlannedFile | KeptFile> {
  const file = join(root, PATH);
  const stat = await system.fs.statLink(file);
  const before = stat?.kind === "file"
    ? await readWhole(system, file)
    : undefined;
  const text = new TextDecoder().decode(before ?? new Uint8Array());
  const files = [{ text, below: "" }, ...await filesAbove(system, root)];
  const lines = missingLines(files, options);
  if (lines.length === 0) return { path: PATH };
  const isOpen = stat === undefined ||
    stat.kind === "file" && (stat.mode & 0o200) !== 0;
  if (!isOpen) {
    return {
      path: PATH,
      why: stat.kind === "file"
        ? "it is read-only"
        : "it is not a regular file",
      add: lines.join(" and "),
    };
  }
  const bytes = withLines(before, lines);
  return { path: PATH, bytes, mode: stat?.mode ?? 0o644, before };
}

/** Those of the directories above, up to the repository's top. */
async function filesAbove(
  system: Pick<System, "fs">,
  root: string,
): Promise<IgnoreFile[]> {
  const top = (await findRepository(system, root))?.top ?? root;
  const files: IgnoreFile[] = [];
  for (let dir = root; dir !== top && dir !== "/";) {
    dir = dirname(dir);
    const text = await system.fs.readText(join(dir, PATH))
      .catch(() => undefined);
    if (text !== undefined) files.push({ text, below: relative(dir, root) });
  }
  return files;
}
