/**
 * Putting the planned files in place: all of them or none.
 *
 * @module
 */
import { UserError } from "../../core/errors.ts";
import { dirname, join } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";
import type { PlannedFile } from "./planned_file.ts";
import { keepRecord, readRecord, recordFile, withFiles } from "./record.ts";
import { isEqual, readWhole } from "./read_whole.ts";

/**
 * Writes drafts below `.hearth`, then gives them their names, `workspace.ts`
 * last. A run that is killed leaves whole files only, and the record of what
 * it was about to do, so that the next run finishes and undo knows them.
 *
 * @throws {UserError} when a file came up meanwhile; nothing is left then
 */
export async function writeFiles(
  system: Pick<System, "fs">,
  { root, files }: {
    readonly root: string;
    readonly files: readonly PlannedFile[];
  },
): Promise<void> {
  if (files.length === 0) return;
  const { fs } = system;
  const drafts = join(dirname(recordFile(root)), "init");
  const hadState = await fs.stat(dirname(drafts)) !== undefined;
  const earlier = await readRecord(system, root);
  const placed: PlannedFile[] = [];
  try {
    await fs.mkdir(dirname(drafts), { mode: 0o700 });
    await fs.remove(drafts);
    await fs.mkdir(drafts);
    for (const [index, { bytes, mode }] of files.entries()) {
      const draft = join(drafts, `${index}`);
      await fs.writeBytes(draft, bytes);
      // Whatever the umask is: the wrapper must run for everyone in the team.
      await fs.setMode(draft, mode);
    }
    await keepRecord(system, { root, record: await withFiles(earlier, files) });
    for (const [index, file] of files.entries()) {
      await refuseChanged(system, root, file);
      await fs.rename(join(drafts, `${index}`), join(root, file.path));
      placed.push(file);
    }
    await fs.remove(drafts);
  } catch (error) {
    for (const { path, before, mode } of placed) {
      await fs.remove(join(root, path));
      if (before === undefined) continue;
      await fs.writeBytes(join(root, path), before, { mode });
    }
    await fs.remove(drafts).catch(() => {});
    if (hadState) {
      await keepRecord(system, { root, record: earlier }).catch(() => {});
    } else await fs.remove(dirname(drafts)).catch(() => {});
    throw error;
  }
}

/** A file may have come up, or have been edited, since it was planned. */
async function refuseChanged(
  system: Pick<System, "fs">,
  root: string,
  { path, before }: PlannedFile,
): Promise<void> {
  const file = join(root, path);
  const now = await system.fs.statLink(file) === undefined
    ? undefined
    : await readWhole(system, file) ?? new Uint8Array();
  const isSame = now === undefined || before === undefined
    ? now === before
    : isEqual(now, before);
  if (isSame) return;
  throw new UserError(`Cannot write "${file}": it changed meanwhile`, {
    hint: "Run init again.",
  });
}
