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

/** Whether Nix code names it, rather than the directory that it is in. */
interface Named {
  readonly isNamed: boolean;
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
  const lookAt = async ({ path, entry }: Read): Promise<NixInspection> => {
    const look = await inspector.look(path, entry.id, () => source.read(entry));
    looks.set(path, look);
    ms += look.ms;
    cached &&= look.cached;
    return look;
  };
  /** What is to be looked at for a path, and whether it has to parse. */
  const filesAt = async (path: string): Promise<(Read & Named)[]> => {
    if (found.has(path)) return [];
    const entry = await source.find(path);
    if (entry === undefined) return [];
    found.set(path, entry);
    const isNix = path.endsWith(".nix");
    if (entry.kind !== "directory") {
      return isNix ? [{ path, entry, isNamed: true }] : [];
    }
    if (entry.path === "") return [];
    // Within a directory, only paths that lead out of it matter.
    return (await source.list(entry)).flatMap((inner) =>
      inner.kind === "file" && inner.path.endsWith(".nix")
        ? [{ path: inner.path, entry: inner, isNamed: false }]
        : []
    );
  };
  /**
   * Follows a path, and what the files there name. Those that are as far away
   * share a process, however many they are; the order in which paths are looked
   * for stays the same.
   */
  const follow = async (first: string): Promise<void> => {
    for (let level = [first]; level.length > 0;) {
      const files: (Read & Named)[] = [];
      for (const path of level) files.push(...await filesAt(path));
      const seen = await Promise.all(files.map(lookAt));
      level = seen.flatMap((look, index) => {
        const { path, isNamed } = files[index] ?? {};
        if ("error" in look) {
          // Within a directory, it may be there for another purpose.
          if (isNamed) error ??= look.error;
          return [];
        }
        look.names.forEach((name) => names.add(name));
        if (path === start) unsupported = look.unsupported ?? [];
        return look.usesSelf ? [""] : [...look.paths];
      });
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
