/**
 * The root directories of many commits, read before they are asked for.
 *
 * @module
 */
import { joinBytes } from "../system/join_bytes.ts";
import type { Conversation } from "../system/mod.ts";
import { type GitObject, parseObjectHeader } from "./object_header.ts";

const NEWLINE = 10;

/**
 * Asks git for all of them at once. To ask and to wait for each takes longer
 * than git takes to find it.
 */
export class TreesAhead implements AsyncDisposable {
  readonly #names: readonly string[];
  readonly #left: Set<string>;
  readonly #found = new Map<string, GitObject | undefined>();
  readonly #open: () => Conversation;
  #process: Conversation | undefined;
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #rest: Uint8Array = new Uint8Array();
  #count = 0;
  #reading: Promise<void> | undefined;

  /**
   * @param open begins `git cat-file`, best with `--buffer`: in large pieces,
   *   as to read each tree by itself takes longer
   * @param names commits, best in the order in which they are asked for
   */
  constructor(open: () => Conversation, names: readonly string[]) {
    this.#open = open;
    this.#names = names;
    this.#left = new Set(names);
  }

  /** The directory of a commit; `undefined` if it is none of these, or taken. */
  take(name: string): Promise<GitObject | undefined> | undefined {
    return this.#left.delete(name) ? this.#wait(name) : undefined;
  }

  async #wait(name: string): Promise<GitObject | undefined> {
    while (!this.#found.has(name)) await (this.#reading ??= this.#more());
    const object = this.#found.get(name);
    this.#found.delete(name);
    return object;
  }

  async #more(): Promise<void> {
    this.#reader ??= this.#start();
    const { done, value } = await this.#reader.read();
    if (done) throw new Error("git cat-file ended by itself");
    this.#rest = joinBytes([this.#rest, value]);
    while (this.#parse());
    this.#reading = undefined;
  }

  #start(): ReadableStreamDefaultReader<Uint8Array> {
    const process = this.#process = this.#open();
    const questions = this.#names.map((name) => `${name}^{tree}\n`);
    void process.ask(questions.join("")).then(() => process.endInput());
    return process.answers.getReader();
  }

  /** Takes one object from what was read, if there is a whole one. */
  #parse(): boolean {
    const bytes = this.#rest;
    const end = bytes.indexOf(NEWLINE);
    const name = this.#names[this.#count];
    if (end < 0 || name === undefined) return false;
    const line = new TextDecoder().decode(bytes.subarray(0, end));
    const header = parseObjectHeader(line);
    const start = end + 1;
    const size = header === undefined ? 0 : header.size + 1;
    if (start + size > bytes.length) return false;
    this.#found.set(
      name,
      header &&
        { id: header.id, bytes: bytes.subarray(start, start + size - 1) },
    );
    this.#rest = bytes.subarray(start + size);
    this.#count++;
    return true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process?.[Symbol.asyncDispose]();
  }
}
