/**
 * How far a pull is, how fast it goes and when it will be done.
 *
 * @module
 */
import { formatBytes } from "../../core/text/format_bytes.ts";
import type { PullEvent } from "./pull_model.ts";

/** Milliseconds over which the speed is measured. */
const WINDOW_MS = 5000;

/** Characters of the bar. */
const BAR = 20;

interface Sample {
  readonly at: number;
  readonly bytes: number;
}

/** Adds up what a server reports about the parts of a model. */
export class PullProgress {
  readonly #parts = new Map<string, { completed: number; total: number }>();
  #samples: Sample[] = [];

  /**
   * Notes an event.
   *
   * @param now Milliseconds of a clock that never goes back
   */
  note({ digest, completed, total }: PullEvent, now: number): void {
    if (digest === undefined) return;
    const known = this.#parts.get(digest);
    const most = Math.max(known?.completed ?? 0, completed);
    this.#parts.set(digest, { completed: most, total });
    this.#samples.push({ at: now, bytes: this.completed });
    const from = now - WINDOW_MS;
    const last = this.#samples.findLastIndex(({ at }) => at <= from);
    this.#samples = this.#samples.slice(Math.max(0, last));
  }

  /** Bytes of all parts that were named so far. */
  get total(): number {
    return this.#sum("total");
  }

  /** Bytes that are there. */
  get completed(): number {
    return this.#sum("completed");
  }

  /** Bytes a second, lately; 0 until something came. */
  get speed(): number {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (!first || !last || last.at <= first.at) return 0;
    return (last.bytes - first.bytes) / (last.at - first.at) * 1000;
  }

  /** Bar, share, bytes, speed and time left. */
  toString(): string {
    const { total, completed, speed } = this;
    if (total === 0) return "";
    const share = Math.min(1, completed / total);
    const full = Math.floor(share * BAR);
    return [
      "█".repeat(full) + "░".repeat(BAR - full),
      `${Math.floor(share * 100)}%`.padStart(4),
      `${formatBytes(completed)} of ${formatBytes(total)}`,
      ...(speed > 0 && share < 1
        ? [
          `${formatBytes(speed)}/s`,
          `${timeLeft((total - completed) / speed)} left`,
        ]
        : []),
    ].join("  ");
  }

  #sum(field: "completed" | "total"): number {
    return this.#parts.values().reduce((sum, part) => sum + part[field], 0);
  }
}

function timeLeft(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.ceil(whole / 60)} min`;
  return `${Math.floor(whole / 3600)} h ${Math.floor(whole / 60) % 60} min`;
}
