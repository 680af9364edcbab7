/**
 * Puts what a flake reads into a directory of its own: nothing else is ever
 * copied into Nix's store, no `.env` and no data.
 *
 * @module
 */
import { dirname, join, relative } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";
import type { Read } from "./source_closure.ts";
import { BIG_FILE, type Source, type SourceEntry } from "./source.ts";

/** Writes the files below `dir`, which must not be there yet. */
export async function materialize(
  { fs }: Pick<System, "fs">,
  { source, reads, dir }: {
    readonly source: Source;
    readonly reads: readonly Read[];
    readonly dir: string;
  },
): Promise<void> {
  const write = async (
    path: string,
    entry: SourceEntry,
    bytes: Uint8Array,
  ): Promise<void> => {
    const place = join(dir, path);
    await fs.mkdir(dirname(place));
    if (entry.kind === "link") {
      await fs.replaceLink(place, new TextDecoder().decode(bytes));
    } else {
      const mode = entry.executable ? 0o755 : 0o644;
      await fs.writeBytes(place, bytes, { mode });
    }
  };
  for (const { path, entry } of reads) {
    if (entry.kind !== "directory") {
      await write(path, entry, await source.read(entry));
      continue;
    }
    await fs.mkdir(join(dir, path));
    for (const inner of await source.list(entry)) {
      const bytes = (inner.size ?? 0) > BIG_FILE
        ? new Uint8Array()
        : await source.read(inner);
      const below = relative(`/${entry.path}`, `/${inner.path}`);
      await write(join(path, below), inner, bytes);
    }
  }
}
