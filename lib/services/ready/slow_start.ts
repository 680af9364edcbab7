/**
 * What is shown of a service that takes long to become ready.
 *
 * A reloader goes on when the program below it cannot be imported, so only the
 * log says that nothing more will come.
 *
 * @module
 */
import { lastLines } from "../logs/read_lines.ts";
import { plainLine } from "../logs/plain_line.ts";
import type { Claim } from "../claims/claim.ts";
import type { Reporter, Stage } from "../../core/reporter.ts";
import type { System } from "../../system/mod.ts";

/** Milliseconds after which the live line shows what the log says. */
const SLOW_MS = 3000;
/** Milliseconds between two changes of the live line. */
const INTERVAL_MS = 1000;
/** Milliseconds after which the end of the log is shown, once. */
const VERY_SLOW_MS = 10_000;
/** Lines of it. */
const SHOWN = 6;

/** To whom it is shown. */
export interface SlowStartOptions {
  readonly stage?: Stage | undefined;
  readonly report?: Reporter | undefined;
}

/** Shows the log of one service while a start waits for it. */
export class SlowStart {
  readonly #system: Pick<System, "fs" | "clock">;
  readonly #claim: Claim;
  readonly #options: SlowStartOptions;
  readonly #begun: number;
  #next = SLOW_MS;
  #isShown = false;

  constructor(
    system: Pick<System, "fs" | "clock">,
    claim: Claim,
    options: SlowStartOptions,
  ) {
    this.#system = system;
    this.#claim = claim;
    this.#options = options;
    this.#begun = system.clock.elapsed();
  }

  /** Shows what is due; `why` says what the start waits for. */
  async look(why: string): Promise<void> {
    const { stage, report } = this.#options;
    const waited = this.#system.clock.elapsed() - this.#begun;
    if (waited < this.#next) return;
    this.#next = waited + INTERVAL_MS;
    const { log, service } = this.#claim;
    const lines = (await Array.fromAsync(
      lastLines(this.#system, { path: log, count: SHOWN }),
    ))
      .map((line) => plainLine(line).trimEnd());
    const last = lines.findLast((line) => line.trim() !== "");
    if (last === undefined) return stage?.update(why);
    stage?.update(`${why}; its log ends: ${last.trim()}`);
    if (this.#isShown || waited < VERY_SLOW_MS) return;
    this.#isShown = true;
    const seconds = Math.round(waited / 1000);
    report?.note(
      `${service} is not ready after ${seconds} s: ${why}. The end of its log:`,
    );
    lines.forEach((line) => report?.note(`  ${line}`));
  }
}
