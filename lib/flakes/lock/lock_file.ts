/**
 * What a `flake.lock` says of the inputs of its flake.
 *
 * @module
 */
import type { FlakeInput } from "../source/inspect/nix_inspection.ts";

/** One node of a lock, as far as it matters here. */
export interface LockNode {
  readonly locked?: {
    readonly rev?: string;
    readonly narHash?: string;
    readonly lastModified?: number;
  };
  readonly original?: FlakeInput;
  readonly inputs?: Readonly<Record<string, string | readonly string[]>>;
}

/** A lock file. */
export interface LockFile {
  readonly root: string;
  readonly nodes: Readonly<Record<string, LockNode>>;
}

/** An input that two locks pin differently. */
export interface MovedInput {
  readonly name: string;
  /** A revision, shortened, and its day: `1a2b3c4d5e of 2025-08-31`. */
  readonly from: string;
  readonly to: string;
}

/** Reads a lock; `undefined` when it is of no kind that is known. */
export function readLock(text: string | undefined): LockFile | undefined {
  try {
    const lock = JSON.parse(text ?? "");
    return typeof lock.nodes[lock.root] === "object" ? lock : undefined;
  } catch {
    return undefined;
  }
}

/** Inputs of the flake itself that are in both locks and are not the same. */
export function movedInputs(from: LockFile, to: LockFile): MovedInput[] {
  const names = Object.keys(to.nodes[to.root]?.inputs ?? {}).sort();
  return names.flatMap((name) => {
    const [before, after] = [nodeOf(from, name), nodeOf(to, name)];
    if (before?.locked === undefined || after?.locked === undefined) return [];
    const isSame =
      JSON.stringify(before.locked) === JSON.stringify(after.locked);
    return isSame
      ? []
      : [{ name, from: wordsFor(before), to: wordsFor(after) }];
  });
}

/** A lock in which an input is as another one pins it. */
export function withInputOf(
  lock: LockFile,
  { other, name }: { readonly other: LockFile; readonly name: string },
): LockFile {
  const at = nameOf(lock, name);
  const [mine, theirs] = [nodeOf(lock, name), nodeOf(other, name)];
  if (at === undefined || theirs === undefined) return lock;
  const { locked, original } = theirs;
  const node = { ...mine, locked, original };
  return { ...lock, nodes: { ...lock.nodes, [at]: node } } as LockFile;
}

/** Follows a path of inputs from the root; a list is such a path itself. */
export function nodeAt(
  lock: LockFile,
  path: readonly string[],
  depth = 0,
): string | undefined {
  let node: string | undefined = lock.root;
  for (const name of path) {
    const next: string | readonly string[] | undefined = lock.nodes[node ?? ""]
      ?.inputs?.[name];
    // A lock that leads in a circle is not worth following.
    if (next === undefined || depth > 16) return undefined;
    node = typeof next === "string" ? next : nodeAt(lock, next, depth + 1);
  }
  return node;
}

function nodeOf(lock: LockFile, name: string): LockNode | undefined {
  return lock.nodes[nameOf(lock, name) ?? ""];
}

/** The node of an input, unless it follows another one. */
function nameOf({ nodes, root }: LockFile, name: string): string | undefined {
  const at = nodes[root]?.inputs?.[name];
  return typeof at === "string" ? at : undefined;
}

function wordsFor({ locked = {} }: LockNode): string {
  const { rev, narHash, lastModified } = locked;
  const id = (rev ?? narHash?.replace(/^sha256-/, "") ?? "?").slice(0, 10);
  if (lastModified === undefined) return id;
  return `${id} of ${new Date(lastModified * 1000).toISOString().slice(0, 10)}`;
}
