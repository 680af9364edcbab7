/**
 * Waiting for something to become true, instead of for time to pass.
 *
 * @module
 */

/** Milliseconds between two looks. */
const INTERVAL_MS = 20;

/** How long to wait. */
export interface WaitOptions {
  /** Seconds, generous: a busy machine must not fail a test. @default {60} */
  readonly patience?: number;
}

/**
 * Asks `condition` until it gives something other than `undefined` or
 * `false`, and returns that.
 *
 * @throws {Error} naming `what` when patience runs out, with the last error
 * of `condition` as its cause
 */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  what: string,
  { patience = 60 }: WaitOptions = {},
): Promise<Exclude<T, undefined | false>> {
  const giveUp = performance.now() + patience * 1000;
  let cause: unknown;
  while (true) {
    try {
      const value = await condition();
      if (value !== undefined && value !== false) {
        return value as Exclude<T, undefined | false>;
      }
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (performance.now() > giveUp) {
      throw new Error(`Waited ${patience} seconds in vain for ${what}`, {
        cause,
      });
    }
    await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS));
  }
}
