/**
 * A clock that moves only when it is told to, for unit tests.
 *
 * @module
 */
import type { Clock } from "../../../lib/system/mod.ts";

/** Milliseconds since the epoch at which every test begins. */
const BEGIN_MS = Date.UTC(2026, 0, 1);

/** Stands still, except that a sleep moves it to its end at once. */
export class FakeClock implements Clock {
  #elapsed = 0;
  readonly #due: { readonly at: number; readonly act: () => void }[] = [];

  now(): number {
    return BEGIN_MS + this.#elapsed;
  }

  elapsed(): number {
    return this.#elapsed;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.advance(ms);
    await Promise.resolve();
    signal?.throwIfAborted();
  }

  every(ms: number, act: () => void): () => void {
    let isEnded = false;
    const again = (): void =>
      this.after(ms, () => {
        if (isEnded) return;
        act();
        again();
      });
    again();
    return () => {
      isEnded = true;
    };
  }

  /** Moves on, and does on the way what is due. */
  advance(ms: number): void {
    const end = this.#elapsed + ms;
    this.#due.sort((one, other) => one.at - other.at);
    while (this.#due[0] !== undefined && this.#due[0].at <= end) {
      const { at, act } = this.#due.shift() ?? this.#due[0];
      this.#elapsed = Math.max(this.#elapsed, at);
      act();
    }
    this.#elapsed = end;
  }

  /** Has something happen when so many milliseconds have passed from now on. */
  after(ms: number, act: () => void): void {
    this.#due.push({ at: this.#elapsed + ms, act });
  }
}
