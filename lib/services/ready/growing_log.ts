/**
 * A log that is read as it grows, no part of it twice and none left out.
 *
 * @module
 */
import { earlierPath, readerPath, turnedPath } from "../logs/service_log.ts";
import type { System } from "../../system/mod.ts";

/** Bytes that are read in one go. */
const CHUNK = 256 * 1024;
/** Bytes that are read before something else gets its turn. */
const MOST = 16 * 1024 * 1024;
/** Looks at a log that turns all the time, for one who only looks once. */
const LOOKS = 5;

/** Text that was added to a log. */
export interface LogPiece {
  readonly text: string;
  /** Whether what came before does not count: the log was begun anew. */
  readonly isAnew: boolean;
  /** Whether an unfinished line comes again, now in the next file. */
  readonly isNewLine: boolean;
}

/** Which log it is. */
export interface GrowingLogOptions {
  /** Whether it has a limit, and so turns: it is renamed and a new one begun. */
  readonly turns: boolean;
  /**
   * Pid of the one who reads all of it: what keeps the log below its limit then
   * begins no further file before the last one is read. None for a single look.
   */
  readonly reader?: number | undefined;
  /** Whether only the end of what is there counts. @default {false} */
  readonly isTail?: boolean;
}

type Files = Pick<System, "fs">;

/** Reads a log from its beginning. */
export class GrowingLog {
  readonly #path: string;
  readonly #options: GrowingLogOptions;
  #decoder = new TextDecoder();
  #offset = 0;
  /** The file that was read last. */
  #identity: string | undefined;

  constructor(path: string, options: GrowingLogOptions) {
    this.#path = path;
    this.#options = options;
  }

  /** What was added since the last time. */
  async *read(system: Files): AsyncGenerator<LogPiece> {
    const { fs } = system;
    if (!this.#options.turns) {
      const size = (await fs.stat(this.#path))?.size ?? 0;
      if (size < this.#offset) yield this.#beginAnew();
      if (this.#offset === 0) {
        this.#offset = await this.#first(system, this.#path);
      }
      yield* this.#rest(system, this.#path);
      return;
    }
    if (this.#identity === undefined) {
      yield* this.#readFirst(system);
      return;
    }
    const turned = turnedPath(this.#path);
    const hasTurned = await fs.stat(turned) !== undefined;
    const identity = await this.#present(system);
    if (identity !== this.#identity) {
      const isHeeded = await fs.stat(readerPath(this.#path)) !== undefined;
      // It turns at this moment.
      if (!hasTurned && isHeeded) return;
      yield* this.#restOfEarlier(system);
      this.#identity = identity;
    }
    if (hasTurned) await fs.remove(turned);
    yield* this.#rest(system, this.#path);
  }

  /** Lets the log turn again as it likes. */
  async close({ fs }: Files): Promise<void> {
    if (!this.#options.turns || this.#options.reader === undefined) return;
    await fs.remove(readerPath(this.#path));
    await fs.remove(turnedPath(this.#path));
  }

  async *#readFirst(system: Files): AsyncGenerator<LogPiece> {
    const { fs } = system;
    const { reader } = this.#options;
    if (reader !== undefined) {
      const text = `${reader}\n`;
      await fs.writeText(readerPath(this.#path), text, { mode: 0o600 });
    }
    for (let look = 0; look < LOOKS; look++) {
      yield this.#beginAnew();
      this.#identity = await this.#present(system);
      const earlier = earlierPath(this.#path);
      this.#offset = await this.#first(system, earlier);
      yield* this.#rest(system, earlier);
      this.#offset = await this.#first(system, this.#path);
      yield* this.#rest(system, this.#path);
      if (await this.#present(system) === this.#identity) return;
    }
  }

  /** The rest of the file that was the log; an unfinished line moved on. */
  async *#restOfEarlier(system: Files): AsyncGenerator<LogPiece> {
    const earlier = earlierPath(this.#path);
    const size = (await system.fs.stat(earlier))?.size ?? 0;
    if (size < this.#offset) {
      this.#decoder = new TextDecoder();
      yield { text: "", isAnew: false, isNewLine: true };
    } else {
      yield* this.#rest(system, earlier);
    }
    this.#offset = 0;
  }

  async *#rest(system: Files, path: string): AsyncGenerator<LogPiece> {
    for (let read = 0; read < MOST;) {
      const bytes = await system.fs.readBytes(path, {
        offset: this.#offset,
        length: CHUNK,
      });
      if (bytes === undefined || bytes.length === 0) return;
      const isOther = this.#options.turns &&
        await this.#present(system) !== this.#identity &&
        path === this.#path;
      // It turned meanwhile: these may be bytes of the new file.
      if (isOther) return;
      this.#offset += bytes.length;
      read += bytes.length;
      const text = this.#decoder.decode(bytes, { stream: true });
      yield { text, isAnew: false, isNewLine: false };
    }
  }

  /** Where reading a file begins. */
  async #first({ fs }: Files, path: string): Promise<number> {
    if (!this.#options.isTail) return 0;
    return Math.max(0, ((await fs.stat(path))?.size ?? 0) - MOST);
  }

  async #present({ fs }: Files): Promise<string> {
    return (await fs.stat(this.#path))?.identity ?? "";
  }

  #beginAnew(): LogPiece {
    this.#offset = 0;
    this.#decoder = new TextDecoder();
    return { text: "", isAnew: true, isNewLine: true };
  }
}
