/**
 * A source in which one file has another text.
 *
 * @module
 */
import type { Source, SourceEntry } from "./source.ts";

/**
 * Replaces the text of a file that is there. What contains it has another id.
 *
 * @param id names the text, and no other
 */
export function replacedSource(
  source: Source,
  { path, text, id }: {
    readonly path: string;
    readonly text: string;
    readonly id: string;
  },
): Source {
  const bytes = new TextEncoder().encode(text);
  const originals = new WeakMap<SourceEntry, SourceEntry>();
  const file = (entry: SourceEntry): SourceEntry => ({
    ...entry,
    id,
    size: bytes.length,
  });
  return {
    async find(place) {
      const entry = await source.find(place);
      if (entry === undefined || entry.path === path) {
        return entry && file(entry);
      }
      const isAbove = entry.kind === "directory" &&
        (entry.path === "" || path.startsWith(`${entry.path}/`));
      if (!isAbove) return entry;
      const dir = { ...entry, id: `${entry.id} ${id}` };
      originals.set(dir, entry);
      return dir;
    },
    async list(dir) {
      const entries = await source.list(originals.get(dir) ?? dir);
      return entries.map((entry) => entry.path === path ? file(entry) : entry);
    },
    read: (entry) =>
      entry.id === id ? Promise.resolve(bytes) : source.read(entry),
  };
}
