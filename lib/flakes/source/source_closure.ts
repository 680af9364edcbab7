/**
 * What a flake reads of its source: the files that its Nix files name as
 * paths, and theirs. It is an approximation: a directory that is named, or `self`,
 * counts as everything in it.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { FlakeInput, NixInspection } from "./inspect/nix_inspection.ts";
import type { NixInspector } from "./inspect/nix_inspector.ts";
import { withinSource } from "./relative_input.ts";
import type { Source, SourceEntry } from "./source.ts";

/** A file or directory under the path by which the flake knows it. */
export interface Read {
  readonly path: string;
  readonly entry: SourceEntry;
}

/** What a flake says of its inputs. */
export interface FlakeFacts {
  readonly inputs: Readonly<Record<string, FlakeInput>>;
  /** Inputs that its outputs name as arguments. */
  readonly takes: readonly string[];
}

/** What is read, and what was learned on the way. */
export interface SourceClosure extends FlakeFacts {
  /** Sorted by path; none is within another. */
  readonly entries: readonly Read[];
  /** Of the first file that does not parse, with its place. */
  readonly error?: string;
  /** Its directory within the source. */
  readonly dir: string;
  /** Flakes of the same source that are inputs, by their directories. */
  readonly flakes: Readonly<Record<string, FlakeFacts>>;
  /** Attributes of the flake that Nix does not take. */
  readonly unsupported?: readonly string[];
  /** Every name that its Nix files use. */
  readonly names: readonly string[];
  /** Milliseconds that parsing took when it was done. */
  readonly ms: number;
  /** Whether nothing had to be parsed. */
  readonly cached: boolean;
}

/** What to look for. */
export interface SourceClosureOptions {
  /** The flake's directory within the source. @default {""} */
  readonly dir?: string;
  /** Whether `flake.lock` decides anything. */
  readonly lock: boolean;
}

/** Follows paths from `flake.nix`; `undefined` when there is none. */
export async function sourceClosureOf(
  inspector: NixInspector,
  source: Source,
  { dir = "", lock }: SourceClosureOptions,
): Promise<SourceClosure | undefined> {
  const start = join(dir, "flake.nix");
  if ((await source.find(start))?.kind !== "file") return undefined;
  const found = new Map<string, SourceEntry>();
  const names = new Set<string>();
  let error: string | undefined;
  const flakes: Record<string, FlakeFacts> = {};
  const looks = new Map<string, NixInspection>();
  let unsupported: SourceClosure["unsupported"] = [];
  let ms = 0;
  let cached = true;
  const lookAt = async (
    entry: SourceEntry,
    path: string,
  ): Promise<NixInspection> => {
    const look = await inspector.look(path, entry.id, () => source.read(entry));
    looks.set(path, look);
    ms += look.ms;
    cached &&= look.cached;
    return look;
  };
  const follow = async (path: string): Promise<void> => {
    if (found.has(path)) return;
    const entry = await source.find(path);
    if (entry === undefined) return;
    found.set(path, entry);
    if (entry.kind === "directory") return await search(entry);
    if (!path.endsWith(".nix")) return;
    const look = await lookAt(entry, path);
    if ("error" in look) {
      error ??= look.error;
      return;
    }
    look.names.forEach((name) => names.add(name));
    if (path === start) unsupported = look.unsupported ?? [];
    for (const next of look.usesSelf ? [""] : look.paths) await follow(next);
  };
  /** Looks for paths that lead out of a directory. */
  const search = async (dir: SourceEntry): Promise<void> => {
    if (dir.path === "") return;
    for (const entry of await source.list(dir)) {
      if (entry.kind !== "file" || !entry.path.endsWith(".nix")) continue;
      const look = await lookAt(entry, entry.path);
      // It may be there for another purpose than to be evaluated.
      if ("error" in look) continue;
      look.names.forEach((name) => names.add(name));
      for (const next of look.usesSelf ? [""] : look.paths) await follow(next);
    }
  };
  /** Follows a flake, and its inputs that are in the same source. */
  const followFlake = async (at: string): Promise<void> => {
    const path = join(at, "flake.nix");
    await follow(path);
    const look = looks.get(path);
    if (look === undefined || "error" in look || at in flakes) return;
    const { inputs = {}, takes = [] } = look;
    flakes[at] = { inputs, takes };
    for (const input of Object.values(inputs)) {
      const target = withinSource(at, input);
      if (target === undefined) continue;
      if (input.flake === false) await follow(target);
      else await followFlake(target);
    }
  };
  await followFlake(dir);
  if (lock) await follow(join(dir, "flake.lock"));
  return {
    entries: outermost(found),
    ...(error !== undefined && { error }),
    ...flakes[dir] ?? { inputs: {}, takes: [] },
    dir,
    flakes,
    unsupported,
    names: [...names].sort(),
    ms,
    cached,
  };
}

/** Leaves out what is within a directory that is read as a whole. */
function outermost(found: ReadonlyMap<string, SourceEntry>): Read[] {
  const dirs = [...found].flatMap(([path, { kind }]) =>
    kind === "directory" ? [path] : []
  );
  const isWithin = (path: string): boolean =>
    dirs.some((dir) =>
      dir !== path && (dir === "" || path.startsWith(`${dir}/`))
    );
  return [...found]
    .filter(([path]) => !isWithin(path))
    .map(([path, entry]) => ({ path, entry }))
    .sort((a, b) => a.path < b.path ? -1 : 1);
}

/** What makes two revisions the same, as far as the flake can tell. */
export function contentOf({ entries, inputs }: SourceClosure): string[] {
  return [
    ...entries.map(({ path, entry: { kind, id, executable } }) =>
      `${path} ${kind} ${id} ${executable}`
    ),
    // The lock may say what one of them is.
    JSON.stringify(inputs),
  ];
}
