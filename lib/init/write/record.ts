/**
 * What init wrote, kept so that it can be undone.
 *
 * @module
 */
import { sha256Of } from "../../core/sha256_of.ts";
import * as v from "valibot";
import { join } from "../../core/files/posix_path.ts";
import { readJson } from "../../core/files/read_json.ts";
import type { System } from "../../system/mod.ts";
import type { PlannedFile } from "./planned_file.ts";

const schema = v.object({
  version: v.literal(1),
  files: v.record(
    v.string(),
    v.object({
      /** Of the content that init wrote. */
      sha256: v.string(),
      /** Content that it had before, as base64; `null` for a new file. */
      before: v.nullable(v.string()),
    }),
  ),
});

/** The record: by path as seen from the root. */
export type InitRecord = v.InferOutput<typeof schema>;

/** Where the record is. */
export function recordFile(root: string): string {
  return join(root, ".hearth", "init.json");
}

/** Reads the record; one that is absent or broken is empty. */
export async function readRecord(
  system: Pick<System, "fs">,
  root: string,
): Promise<InitRecord> {
  const parsed = v.safeParse(schema, await readJson(system, recordFile(root)));
  return parsed.success ? parsed.output : { version: 1, files: {} };
}

/** Writes the record, for its user only. */
export async function keepRecord(
  { fs }: Pick<System, "fs">,
  { root, record }: { readonly root: string; readonly record: InitRecord },
): Promise<void> {
  const text = `${JSON.stringify(record, null, 2)}\n`;
  await fs.writeText(recordFile(root), text, { mode: 0o600, durable: true });
}

/**
 * Records that Hearth itself changed a file that is as init wrote it, so that
 * undo does not take it for edited.
 */
export async function recordChange(
  system: Pick<System, "fs">,
  { root, file }: {
    readonly root: string;
    readonly file: Omit<PlannedFile, "mode"> & { readonly before: Uint8Array };
  },
): Promise<void> {
  const record = await readRecord(system, root);
  const known = record.files[file.path]?.sha256;
  if (known !== await sha256Of(file.before)) return;
  await keepRecord(system, { root, record: await withFiles(record, [file]) });
}

/** Adds files to a record; what an earlier run replaced stays known. */
export async function withFiles(
  record: InitRecord,
  files: readonly Omit<PlannedFile, "mode">[],
): Promise<InitRecord> {
  const added: Record<string, InitRecord["files"][string]> = {};
  for (const { path, bytes, before } of files) {
    const sha256 = await sha256Of(bytes);
    const known = record.files[path];
    const isOurs = known !== undefined && before !== undefined &&
      known.sha256 === await sha256Of(before);
    added[path] = {
      sha256,
      before: isOurs
        ? known.before
        : before === undefined
        ? null
        : before.toBase64(),
    };
  }
  return { version: 1, files: { ...record.files, ...added } };
}
