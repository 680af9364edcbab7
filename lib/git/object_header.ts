/**
 * What `git cat-file` says of an object before its content.
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

/** Reads the line; `undefined` for an object that is missing. */
export function parseObjectHeader(line: string): ObjectHeader | undefined {
  const [, id, kind, size] = /^([0-9a-f]{40,}) (\w+) (\d+)$/.exec(line) ?? [];
  if (id === undefined || kind === undefined) return undefined;
  return { id, kind, size: Number(size) };
}
