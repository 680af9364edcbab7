/**
 * The files of a directory, as they are on the disk now.
 *
 * @module
 */
import { isProgram } from "../../machine/find_program.ts";
import { join, relative } from "../../core/files/posix_path.ts";
import { fingerprintOf } from "../../setup/venv/fingerprint_of.ts";
import type { FileStat, System } from "../../system/mod.ts";
import { BIG_FILE, type Source, type SourceEntry } from "./source.ts";

/** What no flake means when it takes its whole directory. */
const LEFT_OUT =
  /^(\.git|\.hearth|\.direnv|\.venv.*|\.env(\..*)?|node_modules|__pycache__|result(-.*)?)$/;

/** Reads a directory's files; `root` is absolute and no link. */
export function dirSource(
  { fs }: Pick<System, "fs">,
  root: string,
): Source {
  const find = async (path: string): Promise<SourceEntry | undefined> => {
    const real = await fs.realPath(join(root, path));
    if (real === undefined) return undefined;
    const inner = relative(root, real);
    // A link out of the directory leads nowhere once the directory is copied.
    if (inner.startsWith("..")) return undefined;
    return await entryAt(inner);
  };
  const entryAt = async (path: string): Promise<SourceEntry | undefined> => {
    const stat = await fs.statLink(join(root, path));
    if (stat === undefined || stat.kind === "other") return undefined;
    const { kind } = stat;
    const { size } = stat;
    const entry = { path, kind, executable: isProgram(stat), size };
    if (kind !== "directory") return { ...entry, id: await fileId(path, stat) };
    const files = await list({ ...entry, id: "" });
    const names = files.map(({ path, kind, executable, id }) =>
      [path, kind, executable, id].join(" ")
    );
    return { ...entry, id: await fingerprintOf(names.join("\n")) };
  };
  const fileId = async (path: string, stat: FileStat): Promise<string> => {
    if (stat.kind === "link") {
      return `link ${await fs.readLink(join(root, path))}`;
    }
    if (stat.size > BIG_FILE) return `${stat.size} bytes at ${stat.mtime}`;
    return await blobId(await bytesOf(path, stat.size));
  };
  const bytesOf = async (path: string, size: number): Promise<Uint8Array> =>
    await fs.readBytes(join(root, path), { offset: 0, length: size }) ??
      new Uint8Array();
  const list = async ({ path }: SourceEntry): Promise<SourceEntry[]> => {
    const entries = await fs.readDir(join(root, path)) ?? [];
    const found: SourceEntry[] = [];
    for (const { name, kind } of entries.sort(byName)) {
      if (LEFT_OUT.test(name)) continue;
      const inner = join(path, name);
      if (kind === "directory") {
        found.push(
          ...await list({ path: inner, kind, id: "", executable: false }),
        );
        continue;
      }
      const entry = await entryAt(inner);
      if (entry !== undefined) found.push(entry);
    }
    return found;
  };
  const read = async ({ path, kind }: SourceEntry): Promise<Uint8Array> => {
    if (kind === "link") {
      const target = await fs.readLink(join(root, path)) ?? "";
      return new TextEncoder().encode(target);
    }
    const stat = await fs.stat(join(root, path));
    return await bytesOf(path, stat?.size ?? 0);
  };
  return { find, list, read };
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}

/** What git calls a file of this content. */
async function blobId(bytes: Uint8Array): Promise<string> {
  const header = new TextEncoder().encode(`blob ${bytes.length}\0`);
  const whole = new Uint8Array(header.length + bytes.length);
  whole.set(header);
  whole.set(bytes, header.length);
  const digest = await crypto.subtle.digest("SHA-1", whole);
  return Array.from(new Uint8Array(digest))
    .map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
