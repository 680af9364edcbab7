/**
 * Doing no more than so many things at once.
 *
 * @module
 */

/** Returns a function that runs work, at most `most` pieces at a time. */
export function createLimiter(
  most: number,
): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= most) {
      await new Promise<void>((go) => waiting.push(go));
    } else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      // A waiting call takes this place.
      if (next === undefined) running--;
      else next();
    }
  };
}

/**
 * Works through a list with so many hands; results keep the list's order. The
 * first error ends it, when what was begun has ended.
 */
export async function pooledMap<T, R>(
  list: AsyncIterable<T> | Iterable<T>,
  most: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const items = asyncIterator(list);
  let count = 0;
  let failed = false;
  const hand = async (): Promise<void> => {
    while (!failed) {
      const { done, value } = await items.next();
      if (done) return;
      const index = count++;
      try {
        results[index] = await work(value, index);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const hands = Array.from({ length: most }, hand);
  await Promise.allSettled(hands);
  await Promise.all(hands);
  return results;
}

async function* asyncIterator<T>(
  list: AsyncIterable<T> | Iterable<T>,
): AsyncGenerator<T, void> {
  yield* list;
}
