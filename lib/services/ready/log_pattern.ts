/**
 * A line of a log for which a start waits.
 *
 * @module
 */
import type { GrowingLog } from "./growing_log.ts";
import { STARTED_AGAIN } from "../loop/service_shell.ts";
import type { System } from "../../system/mod.ts";

/** Characters of an unfinished line that are kept. */
const LONGEST = 64 * 1024;
/** What gives text its color, or moves the cursor. */
// deno-lint-ignore no-control-regex -- the escape character is what is meant
const STYLE = /\x1b\[[0-9;?]*[A-Za-z]/g;

/** Looks for a line that matches as the log grows, finished or not. */
export class LogPattern {
  readonly #log: GrowingLog;
  readonly #pattern: RegExp;
  #line = "";
  #hasCome = false;
  #isFromStart = false;

  constructor(log: GrowingLog, pattern: string) {
    this.#log = log;
    this.#pattern = new RegExp(pattern);
  }

  /** Whether it has come by now, since the service was started the last time. */
  async hasCome(system: Pick<System, "fs">): Promise<boolean> {
    for await (const piece of this.#log.read(system)) {
      if (piece.isAnew) this.#hasCome = this.#isFromStart = false;
      if (piece.isNewLine) this.#line = "";
      this.#lookAt(piece.text);
    }
    if (this.#hasCome) await this.#log.close(system);
    return this.#hasCome;
  }

  /** Whether the log that was read shows when the service was started again. */
  get isFromStart(): boolean {
    return this.#isFromStart;
  }

  #lookAt(text: string): void {
    const lines = (this.#line + text).split(/\r?\n/);
    this.#line = (lines.at(-1) ?? "").slice(-LONGEST);
    for (const line of lines) {
      if (STARTED_AGAIN.test(line)) {
        this.#hasCome = false;
        this.#isFromStart = true;
      } else this.#hasCome ||= this.#pattern.test(line.replace(STYLE, ""));
    }
  }
}
