/**
 * Installing a package of Hearth in the user's cache, where it has an address
 * that stays.
 *
 * @module
 */
import { UserError } from "../core/errors.ts";
import { dirname, join } from "../core/files/posix_path.ts";
import { userCacheDir } from "../core/files/user_cache.ts";
import { sha256Of } from "../core/sha256_of.ts";
import type { System } from "../system/mod.ts";

/** Lists the files of a package: a SHA-256 and a path on each line. */
const FILES = "FILES";

/** Milliseconds after which no installation still runs. */
const ABANDONED_MS = 3_600_000;

/** Written last: a kit without it is not whole. */
const INSTALLED = "installed";

/** Where the kit of a version is installed. */
export function kitDir(
  system: Pick<System, "env">,
  version: string,
): string {
  return join(userCacheDir(system), "kits", version);
}

/**
 * Copies a package's files aside, checks them and moves them into place. A kit
 * that is there and damaged is replaced; processes that still read it keep
 * their open files.
 *
 * @returns the kit's directory
 * @throws {UserError} when the package is incomplete or was changed
 */
export async function installKit(
  system: Pick<System, "fs" | "env">,
  source: string,
): Promise<string> {
  const { fs } = system;
  const version = (await fs.readText(join(source, "VERSION")) ?? "").trim();
  const list = await fs.readText(join(source, FILES)) ?? "";
  if (version === "" || list === "") throw damaged(source, "VERSION or FILES");
  const kit = kitDir(system, version);
  await removeAbandoned(fs, dirname(kit));
  const draft = join(dirname(kit), `draft-${crypto.randomUUID()}`);
  try {
    for (const line of list.trimEnd().split("\n")) {
      const [sum = "", file = ""] = line.split(/\s+/);
      const from = join(source, file);
      const to = join(draft, file);
      await fs.mkdir(dirname(to));
      if (await fs.stat(from) === undefined) throw damaged(source, file);
      await fs.copyFile(from, to);
      if (await sumOf(fs, to) !== sum) throw damaged(source, file);
    }
    await fs.writeText(join(draft, FILES), list);
    await fs.writeText(join(draft, INSTALLED), `${source}\n`, {
      durable: true,
    });
    await moveInto(fs, draft, kit);
  } finally {
    await fs.remove(draft);
  }
  return kit;
}

function damaged(source: string, file: string): UserError {
  return new UserError(
    `Cannot install Hearth: "${file}" in "${source}" is missing or damaged`,
    { hint: "Download the package again, then run the command again." },
  );
}

async function sumOf(fs: System["fs"], path: string): Promise<string> {
  const size = (await fs.stat(path))?.size ?? 0;
  const bytes = await fs.readBytes(path, { offset: 0, length: size }) ??
    new Uint8Array();
  return await sha256Of(bytes);
}

/** Removes drafts of installations that were killed. */
async function removeAbandoned(fs: System["fs"], kits: string): Promise<void> {
  for (const { name } of await fs.readDir(kits) ?? []) {
    if (!name.startsWith("draft-")) continue;
    const path = join(kits, name);
    const mtime = (await fs.stat(path))?.mtime ?? 0;
    if (Date.now() - mtime > ABANDONED_MS) await fs.remove(path);
  }
}

/** Replaces a directory; of two that do so at once, either may win. */
async function moveInto(
  fs: System["fs"],
  draft: string,
  kit: string,
): Promise<void> {
  const old = `${draft}.old`;
  if (await fs.stat(kit) !== undefined) await fs.rename(kit, old);
  try {
    await fs.rename(draft, kit);
  } catch (error) {
    if (await fs.stat(join(kit, INSTALLED)) === undefined) throw error;
  }
  await fs.remove(old);
}
