/**
 * Doing several things at once.
 *
 * @module
 */

/** Waits for all, so that nothing goes on behind an error; throws the first. */
export async function settleAll<T extends readonly unknown[]>(
  work: readonly [...{ [K in keyof T]: Promise<T[K]> }],
): Promise<T> {
  await Promise.allSettled(work);
  return await Promise.all(work) as unknown as T;
}
