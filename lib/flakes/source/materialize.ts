/**
 * Puts what a flake reads into a directory of its own: nothing else is ever
 * copied into Nix's store, no `.env` and no data.
 *
 * @module
 */
import { dirname, join, relative } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";
import type { Read } from "./source_closure.ts";
import { BIG_FILE, type Source } from "./source.ts";

/** Files that are read at once: to wait for each takes longer than git does. */
const AT_ONCE = 64;

/** Writes the files below `dir`, which must not be there yet. */
export async function materialize(
  { fs }: Pick<System, "fs">,
  { source, reads, dir }: {
    readonly source: Source;
    readonly reads: readonly Read[];
    readonly dir: string;
  },
): Promise<void> {
  const made = new Set<string>();
  const mkdir = async (path: string): Promise<void> => {
    if (made.has(path)) return;
    made.add(path);
    await fs.mkdir(path);
  };
  const write = async (
    { path, entry }: Read,
    bytes: Uint8Array,
  ): Promise<void> => {
    const place = join(dir, path);
    await mkdir(dirname(place));
    if (entry.kind === "link") {
      await fs.replaceLink(place, new TextDecoder().decode(bytes));
    } else {
      const mode = entry.executable ? 0o755 : 0o644;
      await fs.writeBytes(place, bytes, { mode });
    }
  };
  const files: Read[] = [];
  for (const { path, entry } of reads) {
    if (entry.kind !== "directory") {
      files.push({ path, entry });
      continue;
    }
    await mkdir(join(dir, path));
    for (const inner of await source.list(entry)) {
      const below = relative(`/${entry.path}`, `/${inner.path}`);
      files.push({ path: join(path, below), entry: inner });
    }
  }
  const read = async ({ entry }: Read): Promise<Uint8Array> =>
    (entry.size ?? 0) > BIG_FILE ? new Uint8Array() : await source.read(entry);
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const some = files.slice(at, at + AT_ONCE);
    const contents = await Promise.all(some.map(read));
    for (const [index, file] of some.entries()) {
      await write(file, contents[index] ?? new Uint8Array());
    }
  }
}
