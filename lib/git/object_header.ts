/**
 * Git's objects: what `git cat-file` says before a content, and both together.
 *
 * @module
 */

/** An object's name, kind and size in bytes. */
export interface ObjectHeader {
  readonly id: string;
  /** `blob`, `tree`, `commit` or `tag`. */
  readonly kind: string;
  readonly size: number;
}

/** What git keeps under a name. */
export interface GitObject {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** Reads the line; `undefined` for an object that is missing. */
export function parseObjectHeader(line: string): ObjectHeader | undefined {
  const [, id, kind, size] = /^([0-9a-f]{40,}) (\w+) (\d+)$/.exec(line) ?? [];
  if (id === undefined || kind === undefined) return undefined;
  return { id, kind, size: Number(size) };
}
