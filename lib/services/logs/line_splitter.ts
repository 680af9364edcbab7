/**
 * A log's bytes as the lines that a terminal would show.
 *
 * @module
 */

/** Characters after which a line without an end is given out in pieces. */
export const LONGEST_LINE = 1024 * 1024;

/**
 * Cuts what is written into lines, in time and memory that do not grow with
 * the length of a line. A carriage return begins a line again, as progress
 * bars do: only what came after the last one is part of the line.
 */
export class LineSplitter {
  readonly #decoder = new TextDecoder();
  #line = "";
  #isReturned = false;
  /** Whether a piece of the line was given out already. */
  #isBegun = false;

  /** Takes the next bytes and returns the lines that they finish. */
  push(bytes: Uint8Array): string[] {
    const lines: string[] = [];
    const text = this.#decoder.decode(bytes, { stream: true });
    text.split("\n").forEach((part, index) => {
      if (index > 0) {
        if (this.#line !== "" || !this.#isBegun) lines.push(this.#line);
        this.#line = "";
        this.#isReturned = false;
        this.#isBegun = false;
      }
      this.#add(part);
      if (this.#line.length >= LONGEST_LINE) lines.push(this.take());
    });
    return lines;
  }

  /** Returns out what there is of the line that is not finished yet. */
  take(): string {
    const line = this.#line;
    this.#line = "";
    this.#isBegun ||= line !== "";
    return line;
  }

  /** Whether there is something to take. */
  get hasUnfinished(): boolean {
    return this.#line !== "";
  }

  #add(part: string): void {
    let end = part.length;
    while (part[end - 1] === "\r") end--;
    if (end > 0) {
      const text = part.slice(0, end);
      const start = text.lastIndexOf("\r") + 1;
      const isAnew = start > 0 || this.#isReturned;
      this.#line = isAnew ? text.slice(start) : this.#line + text;
      this.#isReturned = false;
    }
    // A line that ends in "\r\n" is finished, not begun again.
    this.#isReturned ||= end < part.length;
  }
}
