/**
 * Parts as typed.
 *
 * @module
 */

/** The `index`-th of `total` parts, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly total: number;
}

/**
 * Reads `1/4`.
 *
 * @throws {RangeError} when it is no such part
 */
export function parseShard(text: string): Shard {
  const [, index = "", total = ""] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  const shard = { index: Number(index), total: Number(total) };
  if (shard.index >= 1 && shard.index <= shard.total) return shard;
  throw new RangeError(
    `Cannot read "${text}" as a part: write 1/4 for the first of four`,
  );
}

/** Those of a list that belong to a part: every n-th, so that all take as long. */
export function shardOf<T>(list: readonly T[], shard: Shard | undefined): T[] {
  if (shard === undefined) return [...list];
  const { index, total } = shard;
  return list.filter((_, at) => at % total === index - 1);
}
