/**
 * What the stamp of an entry says, kept for comparison; the cheap part, which
 * finds that the stamp still holds.
 *
 * @module
 */
import type { Context } from "../../core/context.ts";
import type { Paths } from "../../core/files/paths.ts";
import { join } from "../../core/files/posix_path.ts";
import { readJson } from "../../core/files/read_json.ts";
import type { Program } from "../../setup/python/interpreter.ts";
import { look, type Watched } from "./stat_files.ts";

/** How everything was when the stamp was written. */
export interface EntryRecord {
  /** What decides beside files. */
  readonly values: Readonly<Record<string, string>>;
  readonly watched: readonly Watched[];
}

/** Where the stamp is; empty, it holds for nothing. */
export function entryStampFile(paths: Paths): string {
  return join(paths.entry, "stamp.bash");
}

/** Where the record is. */
export function entryRecordFile(paths: Paths): string {
  return join(paths.entry, "record.json");
}

/** What decides beside files, as it is now. */
export function surroundings(
  { system: { env }, paths: { root, kit } }: Context<"env">,
  { pythons, venv }: {
    readonly pythons: readonly Program[];
    readonly venv: string;
  },
): EntryRecord["values"] {
  return {
    root,
    kit,
    pythons: pythons.map(({ path }) => path).join(":"),
    pyenv: env.get("PYENV_VERSION") ?? "",
    libraries: env.get("HEARTH_LIBRARIES") ?? "",
    venv,
  };
}

/** Whether the stamp is there and everything is as it says. */
export async function isEntryCurrent(
  context: Context<"fs" | "env">,
  pythons: readonly Program[],
): Promise<boolean> {
  const { system, paths } = context;
  const { fs } = system;
  const stamp = await fs.stat(entryStampFile(paths));
  const record = await readJson(system, entryRecordFile(paths));
  if (!stamp?.size || record === undefined) return false;
  const { values, watched } = record as EntryRecord;
  const venv = await fs.realPath(paths.venv) ?? "";
  const now: EntryRecord = {
    values: surroundings(context, { pythons, venv }),
    watched: await look(system, watched.map(({ path }) => path)),
  };
  return JSON.stringify(now) === JSON.stringify({ values, watched });
}
