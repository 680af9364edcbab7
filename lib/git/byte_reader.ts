/**
 * Reading a stream in pieces of known size.
 *
 * @module
 */
import { joinBytes } from "../system/join_bytes.ts";

const NEWLINE = 10;

/** Reads lines and blocks from a stream of bytes. */
export class ByteReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #rest: Uint8Array = new Uint8Array();

  constructor(stream: ReadableStream<Uint8Array>) {
    this.#reader = stream.getReader();
  }

  /** Text up to the next line's end; `undefined` at the end of the stream. */
  async line(): Promise<string | undefined> {
    let end: number;
    while ((end = this.#rest.indexOf(NEWLINE)) < 0) {
      if (!await this.#more()) return undefined;
    }
    const text = new TextDecoder().decode(this.#rest.subarray(0, end));
    this.#rest = this.#rest.subarray(end + 1);
    return text;
  }

  /** The next bytes; fewer only at the end of the stream. */
  async block(length: number): Promise<Uint8Array> {
    if (length <= this.#rest.length) {
      const bytes = this.#rest.slice(0, length);
      this.#rest = this.#rest.subarray(length);
      return bytes;
    }
    return joinBytes(await Array.fromAsync(this.pieces(length)));
  }

  /** The next bytes as they come, not all of them held at once. */
  async *pieces(length: number): AsyncGenerator<Uint8Array> {
    let missing = length;
    while (missing > 0) {
      if (this.#rest.length === 0 && !await this.#more()) break;
      const piece = this.#rest.subarray(0, missing);
      this.#rest = this.#rest.subarray(piece.length);
      missing -= piece.length;
      yield piece;
    }
  }

  async #more(): Promise<boolean> {
    const { done, value } = await this.#reader.read();
    if (done) return false;
    this.#rest = this.#rest.length === 0
      ? value
      : joinBytes([this.#rest, value]);
    return true;
  }
}
