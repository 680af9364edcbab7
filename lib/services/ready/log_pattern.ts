/**
 * A line of a log for which a start waits.
 *
 * @module
 */
import { STARTED_AGAIN } from "../loop/service_shell.ts";
import type { System } from "../../system/mod.ts";

/** Bytes that are read in one go. */
const CHUNK = 256 * 1024;
/** Characters of an unfinished line that are kept. */
const LONGEST = 64 * 1024;
/** Bytes that are read before something else gets its turn. */
const MOST = 16 * 1024 * 1024;
/** What gives text its color, or moves the cursor. */
// deno-lint-ignore no-control-regex -- the escape character is what is meant
const STYLE = /\x1b\[[0-9;?]*[A-Za-z]/g;

/** Looks for a line that matches as the log grows, finished or not. */
export class LogPattern {
  readonly #path: string;
  readonly #pattern: RegExp;
  #decoder = new TextDecoder();
  #offset = 0;
  #line = "";
  #hasCome = false;

  constructor(path: string, pattern: string) {
    this.#path = path;
    this.#pattern = new RegExp(pattern);
  }

  /**
   * Whether it has come by now, since the service was started the last time. A
   * log that became shorter was begun anew.
   */
  async hasCome({ fs }: Pick<System, "fs">): Promise<boolean> {
    const size = (await fs.stat(this.#path))?.size ?? 0;
    if (size < this.#offset) {
      this.#offset = 0;
      this.#line = "";
      this.#decoder = new TextDecoder();
      this.#hasCome = false;
    }
    for (let read = 0; read < MOST;) {
      const bytes = await fs.readBytes(this.#path, this.#offset, CHUNK);
      if (bytes === undefined || bytes.length === 0) break;
      this.#offset += bytes.length;
      read += bytes.length;
      this.#lookAt(this.#decoder.decode(bytes, { stream: true }));
    }
    return this.#hasCome;
  }

  #lookAt(text: string): void {
    const lines = (this.#line + text).split(/\r?\n/);
    this.#line = (lines.at(-1) ?? "").slice(-LONGEST);
    for (const line of lines) {
      if (STARTED_AGAIN.test(line)) this.#hasCome = false;
      else this.#hasCome ||= this.#pattern.test(line.replace(STYLE, ""));
    }
  }
}
