/**
 * Work on several things of which some must wait for others.
 *
 * @module
 */
import { settleAll } from "../../core/concurrency/settle_all.ts";

/** How work is ordered. */
export interface OrderedWork<T, R> {
  /** Names of those that come first; others and those on a cycle do not count. */
  readonly first: (item: T) => readonly string[];
  /** What is done for each, given what came of those that came first. */
  readonly work: (item: T, earlier: readonly R[]) => Promise<R>;
}

/**
 * Does the work for all at once, except that each waits for those that come
 * first. One that fails fails those that wait for it.
 */
export async function inOrder<T extends { readonly name: string }, R>(
  items: readonly T[],
  { first, work }: OrderedWork<T, R>,
): Promise<R[]> {
  const byName = new Map(items.map((item) => [item.name, item]));
  const begun = new Map<string, Promise<R> | undefined>();
  const begin = (item: T): Promise<R> | undefined => {
    // Still undefined while those that come before it are looked at: a cycle.
    if (begun.has(item.name)) return begun.get(item.name);
    begun.set(item.name, undefined);
    const earlier = first(item).flatMap((name) => {
      const other = byName.get(name);
      return (other && begin(other)) ?? [];
    });
    const done = earlier.length === 0
      ? work(item, [])
      : Promise.all(earlier).then((results) => work(item, results));
    begun.set(item.name, done);
    return done;
  };
  return await settleAll(items.flatMap((item) => begin(item) ?? []));
}
