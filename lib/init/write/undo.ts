/**
 * Taking back what init wrote.
 *
 * @module
 */
import { UserError } from "../../core/errors.ts";
import { join } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";
import { sha256Of } from "../../core/sha256_of.ts";
import { readRecord, recordFile } from "./record.ts";
import { readWhole } from "./read_whole.ts";

/** What was done, by paths as seen from the root. */
export interface Undone {
  readonly removed: readonly string[];
  /** As they were before init. */
  readonly restored: readonly string[];
  /** Edited since, and therefore kept. */
  readonly edited: readonly string[];
}

/**
 * Removes or restores each file that is as init wrote it.
 *
 * @throws {UserError} where there is no record of init
 */
export async function undoFiles(
  system: Pick<System, "fs">,
  root: string,
  { dryRun }: { readonly dryRun: boolean },
): Promise<Undone> {
  const { fs } = system;
  const { files } = await readRecord(system, root);
  if (Object.keys(files).length === 0) {
    throw new UserError(
      `Cannot undo init: there is no record of it in ${root}`,
      {
        hint:
          "Remove workspace.ts, hearth, deno.json and the lines for .venv and .hearth in .gitignore by hand.",
      },
    );
  }
  const removed: string[] = [];
  const restored: string[] = [];
  const edited: string[] = [];
  for (const [path, { sha256, before }] of Object.entries(files)) {
    const file = join(root, path);
    const stat = await fs.statLink(file);
    if (stat === undefined) continue;
    const now = stat.kind === "file"
      ? await readWhole(system, file)
      : undefined;
    if (now === undefined || await sha256Of(now) !== sha256) {
      const old = before === null ? undefined : Uint8Array.fromBase64(before);
      const isBefore = now !== undefined && old !== undefined &&
        await sha256Of(now) === await sha256Of(old);
      if (!isBefore) edited.push(path);
    } else if (before === null) {
      removed.push(path);
      if (!dryRun) await fs.remove(file);
    } else {
      restored.push(path);
      if (!dryRun) await restore(system, { file, before, mode: stat.mode });
    }
  }
  if (!dryRun) await fs.remove(recordFile(root));
  return { removed, restored, edited };
}

/** Puts the earlier content in place, whole or not at all. */
async function restore(
  { fs }: Pick<System, "fs">,
  { file, before, mode }: {
    readonly file: string;
    readonly before: string;
    readonly mode: number;
  },
): Promise<void> {
  const draft = `${file}.hearth-draft`;
  await fs.remove(draft);
  await fs.writeBytes(draft, Uint8Array.fromBase64(before));
  await fs.setMode(draft, mode);
  await fs.rename(draft, file);
}
