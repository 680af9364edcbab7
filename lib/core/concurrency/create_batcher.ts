/**
 * Doing work for many who ask for it one by one.
 *
 * @module
 */

/** How to gather. */
export interface BatcherOptions<T, R> {
  /** Items that are worked on together. */
  readonly most: number;
  /** Milliseconds to wait for more before the first turn is asked for. */
  readonly wait: number;
  /**
   * Batches under way at once; what comes meanwhile goes into the next one.
   * @default {Infinity}
   */
  readonly parallel?: number;
  /** Waits for a turn; meanwhile more items may come. */
  readonly limit: <V>(work: () => Promise<V>) => Promise<V>;
  /** Returns a result for each item, in their order. */
  readonly work: (items: readonly T[]) => Promise<readonly R[]>;
}

interface Asked<T, R> {
  readonly item: T;
  readonly settle: (result: Promise<R>) => void;
}

/**
 * Returns a function that asks for the work on one item. Whatever waits when a
 * turn comes is worked on together, so that the busier the machine is, the
 * fewer processes it takes.
 */
export function createBatcher<T, R>(
  { most, wait, parallel = Infinity, limit, work }: BatcherOptions<
    T,
    R
  >,
): (item: T) => Promise<R> {
  let asked: Asked<T, R>[] = [];
  let turns = 0;
  let running = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const takeTurn = async (): Promise<void> => {
    turns--;
    const batch = asked.slice(0, most);
    asked = asked.slice(most);
    if (batch.length === 0) return;
    running++;
    const results = work(batch.map(({ item }) => item));
    for (const [index, { settle }] of batch.entries()) {
      settle(results.then((all) => all[index] as R));
    }
    // Anyone who asked is told of an error; the turn only has to end.
    await results.catch(() => {});
    running--;
    askForTurns();
  };
  const askForTurns = (): void => {
    const wanted = Math.min(Math.ceil(asked.length / most), parallel - running);
    for (; turns < wanted; turns++) void limit(takeTurn);
  };
  return (item) =>
    new Promise<R>((settle) => {
      asked.push({ item, settle });
      timer ??= setTimeout(() => {
        timer = undefined;
        askForTurns();
      }, wait);
    });
}
