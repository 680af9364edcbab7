/**
 * The files of a commit.
 *
 * @module
 */
import { dirname, join } from "../../core/files/posix_path.ts";
import type { GitObjects } from "../../git/git_objects.ts";
import type { GitTreeEntry } from "../../git/git_tree.ts";
import type { Source, SourceEntry } from "./source.ts";

/** Links that are followed before one counts as leading nowhere. */
const MOST_LINKS = 16;

/** Reads a commit's files from git's objects. */
export function gitSource(objects: GitObjects, commit: string): Source {
  const find = async (
    path: string,
    links = MOST_LINKS,
  ): Promise<SourceEntry | undefined> => {
    let here: SourceEntry = {
      path: "",
      kind: "directory",
      id: commit,
      executable: false,
    };
    const names = path.split("/").filter((name) => name !== "");
    for (const [index, name] of names.entries()) {
      if (here.kind !== "directory") return undefined;
      const entry = await objects.entry(here.id, name);
      if (entry === undefined || entry.kind === "commit") return undefined;
      if (entry.kind === "link") {
        if (links === 0) return undefined;
        const link = entryOf(entry, here.path);
        const target = new TextDecoder().decode(await read(link));
        if (target.startsWith("/")) return undefined;
        const rest = names.slice(index + 1).join("/");
        const followed = join("/", dirname(`/${link.path}`), target, rest);
        return await find(followed, links - 1);
      }
      here = entryOf(entry, here.path);
    }
    // A commit's own id would make two commits with the same files differ.
    return here.path === ""
      ? { ...here, id: (await objects.read(`${commit}^{tree}`))?.id ?? "" }
      : here;
  };
  const list = async (dir: SourceEntry): Promise<SourceEntry[]> => {
    const entries = await objects.tree(dir.id);
    const all = entries.filter(({ kind }) => kind !== "commit")
      .map((entry) => entryOf(entry, dir.path));
    const below = await Promise.all(
      all.map(async (inner) =>
        inner.kind === "directory"
          ? await list(inner)
          : [{ ...inner, size: await objects.size(inner.id) }]
      ),
    );
    return below.flat();
  };
  const read = ({ id }: SourceEntry): Promise<Uint8Array> => objects.blob(id);
  return { find: (path) => find(path), list, read };
}

function entryOf(
  { name, kind, id, executable }: GitTreeEntry,
  dir: string,
): SourceEntry {
  return {
    path: dir === "" ? name : `${dir}/${name}`,
    kind: kind === "commit" ? "directory" : kind,
    id,
    executable,
  };
}
