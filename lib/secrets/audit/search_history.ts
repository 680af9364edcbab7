/**
 * Looking for secrets in everything that git keeps.
 *
 * @module
 */
import { ByteReader } from "../../git/byte_reader.ts";
import { everyObject } from "../../git/every_object.ts";
import type { Context } from "../../core/context.ts";
import type { System } from "../../system/mod.ts";
import { Search, type Wanted } from "./search.ts";

/** A secret in git's history. */
export interface HistoryLeak {
  readonly name: string;
  /** File that held it, or `undefined` for a commit's or tag's own text. */
  readonly file: string | undefined;
  /** A commit that brought or removed it; absent where no branch holds it. */
  readonly commit: string | undefined;
  /** Files that were not looked up; nothing else is known then. */
  readonly more?: number;
}

/** Objects of one secret that are looked up; a commit each says enough. */
const LOOKED_UP = 5;

/**
 * Reads every object once. The values are compared in here, so that no other
 * program is given one.
 */
export async function searchHistory(
  { system, paths: { root } }: Context<"proc", "root">,
  wanted: readonly Wanted[],
  signal?: AbortSignal,
): Promise<HistoryLeak[]> {
  if (wanted.length === 0 || !await system.proc.has("git")) return [];
  const hits = await objectsWith(system, { root, wanted, signal });
  if (hits.size === 0) return [];
  const files = await filesOf(system, { root, hits, signal });
  const leaks: HistoryLeak[] = [];
  for (const { name } of wanted) {
    const own = [...hits].filter(([, names]) => names.has(name))
      .map(([id]) => id);
    // One object of each file is enough.
    const byFile = new Map(own.map((id) => [files.get(id), id]));
    const more = byFile.size - LOOKED_UP;
    for (const [file, id] of [...byFile].slice(0, LOOKED_UP)) {
      const commit = file === undefined
        ? undefined
        : await commitWith(system, { root, id, signal });
      leaks.push({ name, file: file || undefined, commit });
    }
    if (more > 0) {
      leaks.push({ name, file: undefined, commit: undefined, more });
    }
  }
  return leaks;
}

/** Secrets by the objects that hold them. */
async function objectsWith(
  system: Pick<System, "proc">,
  { root, wanted, signal }: {
    readonly root: string;
    readonly wanted: readonly Wanted[];
    readonly signal: AbortSignal | undefined;
  },
): Promise<Map<string, ReadonlySet<string>>> {
  const hits = new Map<string, ReadonlySet<string>>();
  for await (
    const { id, kind, content } of everyObject(system, root, signal)
  ) {
    // Trees hold names and numbers only.
    if (kind === "tree") continue;
    const search = new Search(wanted);
    for await (const bytes of content) search.feed(bytes);
    if (search.found.size > 0) hits.set(id, search.found);
  }
  return hits;
}

/** Names of the objects that branches, tags and stashes lead to. */
async function filesOf(
  { proc }: Pick<System, "proc">,
  { root, hits, signal }: {
    readonly root: string;
    readonly hits: ReadonlyMap<string, unknown>;
    readonly signal: AbortSignal | undefined;
  },
): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  await using git = proc.converse(
    ["git", "-C", root, "rev-list", "--all", "--objects"],
  );
  const answers = new ByteReader(git.answers);
  let line: string | undefined;
  while ((line = await answers.line()) !== undefined) {
    signal?.throwIfAborted();
    const [id = "", file = ""] = line.split(/ (.*)/s);
    if (hits.has(id)) files.set(id, file);
  }
  await git.ended;
  return files;
}

/** A commit in which the object came or went, or the commit itself. */
async function commitWith(
  { proc }: Pick<System, "proc">,
  { root, id, signal }: {
    readonly root: string;
    readonly id: string;
    readonly signal: AbortSignal | undefined;
  },
): Promise<string | undefined> {
  const { stdout } = await proc.run(
    ["git", "-C", root, "log", "--all", "--format=%h", `--find-object=${id}`],
    { ...(signal && { signal }) },
  );
  return stdout.trim().split("\n").at(-1) || id.slice(0, 7);
}
