/**
 * The `.env` file as a whole: read, and replaced under the lock.
 *
 * @module
 */
import { withLock } from "../../core/files/file_lock.ts";
import { UserError } from "../../core/errors.ts";
import { formatBytes } from "../../core/text/format_bytes.ts";
import type { Context } from "../../core/context.ts";
import { basename, dirname, resolve } from "../../core/files/posix_path.ts";
import { removeDrafts } from "../../core/files/remove_drafts.ts";
import { silent, type WorkOptions } from "../../core/reporter.ts";

/** For its owner only. */
export const PRIVATE = 0o600;
/** Bytes; no program could be given a tenth of it. */
const LARGEST = 32 * 1024 * 1024;
/** After so many, links lead in a circle. */
const MOST_LINKS = 40;

/**
 * Reads `.env` as it is, a byte order mark included; `undefined` when there is
 * none.
 *
 * @throws {UserError} when it is not a regular file, too large, or not UTF-8
 */
export async function readEnvFile(
  { system: { fs }, paths: { envFile } }: Context<"fs", "envFile">,
): Promise<string | undefined> {
  const stat = await fs.stat(envFile);
  if (stat === undefined) return undefined;
  if (stat.kind === "directory") {
    throw new UserError(`Cannot read "${envFile}": it is a directory`, {
      hint: "Move it away, then run the command again.",
    });
  }
  if (stat.size > LARGEST) {
    throw new UserError(
      `Cannot read "${envFile}": it is too large (${formatBytes(stat.size)})`,
      { hint: "Keep large values in separate files." },
    );
  }
  const bytes = await fs.readBytes(envFile, { offset: 0, length: stat.size });
  try {
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    return decoder.decode(bytes);
  } catch (cause) {
    throw new UserError(`Cannot read "${envFile}": it is not UTF-8`, {
      hint: "Save it as UTF-8 in your editor.",
      cause,
    });
  }
}

/**
 * Replaces the text of `.env`, one task at a time. A link stays a link; the
 * file is for its owner only from the first byte on.
 *
 * @param edit returns the new text, or `undefined` to leave the file alone
 * @returns whether it was written
 * @throws {UserError} when it cannot be read or written; it is as before then
 */
export async function editEnvFile(
  context: Context<"fs" | "clock">,
  edit: (text: string) => string | undefined,
  options: WorkOptions = {},
): Promise<boolean> {
  const { system } = context;
  const { fs } = system;
  return await withLock(context, "secrets", async () => {
    const target = await writableTarget(context);
    // They hold secrets.
    await removeDrafts(system, dirname(target), [basename(target)]);
    const before = await readEnvFile(context);
    const after = edit(before ?? "");
    if (after === undefined) return false;
    await fs.writeText(target, after, { mode: PRIVATE, durable: true });
    return true;
  }, { report: silent, ...options });
}

/** What `.env` leads to, which may not exist yet. */
async function writableTarget(
  { system: { fs }, paths: { envFile } }: Context<"fs">,
): Promise<string> {
  let target = envFile;
  for (let links = 0; links < MOST_LINKS; links++) {
    if ((await fs.statLink(target))?.kind !== "link") break;
    const link = await fs.readLink(target) ?? "";
    const dir = dirname(target);
    target = resolve(await fs.realPath(dir) ?? dir, link);
  }
  const kind = (await fs.stat(target))?.kind ?? "file";
  if (kind === "file") return target;
  throw new UserError(`Cannot write "${target}": it is not a file`, {
    hint: "Change the secret in the program that provides it, or move it away.",
  });
}
