/**
 * Time, backed by Deno.
 *
 * @module
 */
import type { Clock } from "./mod.ts";

/** Wall clock, monotonic clock and an interruptible sleep. */
export function denoClock(): Clock {
  return {
    now: () => Date.now(),
    elapsed: () => performance.now(),
    sleep,
    every(ms, act) {
      const ended = new AbortController();
      const { signal } = ended;
      const again = async (): Promise<void> => {
        while (!signal.aborted) {
          await sleep(ms, signal);
          act();
        }
      };
      again().catch((error) => {
        if (!signal.aborted) throw error;
      });
      return () => ended.abort();
    },
  };
}

/**
 * `setTimeout` and `setInterval` would load Node's timers first: 5 ms of every
 * start and stop.
 */
function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const timer = AbortSignal.timeout(Math.max(0, ms));
    const abort = (): void => {
      timer.removeEventListener("abort", wake);
      reject(signal?.reason);
    };
    const wake = (): void => {
      signal?.removeEventListener("abort", abort);
      resolve();
    };
    timer.addEventListener("abort", wake, { once: true });
    signal?.addEventListener("abort", abort, { once: true });
  });
}
