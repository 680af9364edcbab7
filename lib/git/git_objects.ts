/**
 * Git's objects, read one after another from one process; neither the working
 * tree nor the index is touched.
 *
 * @module
 */
import type { Conversation, System } from "../system/mod.ts";
import { ByteReader } from "./byte_reader.ts";
import { type GitTreeEntry, parseGitTree } from "./git_tree.ts";
import { type ObjectHeader, parseObjectHeader } from "./object_header.ts";

/** Directories that are kept in memory; beyond, they are asked for again. */
const MOST_TREES = 4096;

/** What git keeps under a name. */
export interface GitObject {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** Reads objects; to be disposed of. */
export class GitObjects implements AsyncDisposable {
  readonly #contents: Questions<GitObject | undefined>;
  readonly #sizes: Questions<number>;
  readonly #trees = new Map<string, Promise<readonly GitTreeEntry[]>>();

  constructor({ proc }: Pick<System, "proc">, repository: string) {
    const git = (mode: string): Conversation =>
      proc.converse([
        "git",
        "-C",
        repository,
        "--no-replace-objects",
        "cat-file",
        mode,
      ]);
    this.#contents = new Questions(() => git("--batch"), readObject);
    this.#sizes = new Questions(
      () => git("--batch-check"),
      async (answers) => headerOf(await answers.line())?.size ?? 0,
    );
  }

  /** An object by its id or any name of git's; `undefined` if it is missing. */
  read(name: string): Promise<GitObject | undefined> {
    return this.#contents.ask(name);
  }

  /** Bytes of an object, without reading them. */
  size(name: string): Promise<number> {
    return this.#sizes.ask(name);
  }

  /** What a directory holds, by the id of its tree or of a commit. */
  tree(name: string): Promise<readonly GitTreeEntry[]> {
    let found = this.#trees.get(name);
    if (found === undefined) {
      if (this.#trees.size >= MOST_TREES) this.#trees.clear();
      found = this.#readTree(name);
      this.#trees.set(name, found);
    }
    return found;
  }

  async #readTree(name: string): Promise<readonly GitTreeEntry[]> {
    const object = await this.read(`${name}^{tree}`);
    if (object === undefined) return [];
    return parseGitTree(object.bytes, object.id.length / 2);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#contents[Symbol.asyncDispose]();
    await this.#sizes[Symbol.asyncDispose]();
  }
}

function headerOf(line: string | undefined): ObjectHeader | undefined {
  if (line === undefined) throw new Error("git cat-file ended by itself");
  return parseObjectHeader(line);
}

async function readObject(
  answers: ByteReader,
): Promise<GitObject | undefined> {
  const header = headerOf(await answers.line());
  if (header === undefined) return undefined;
  const bytes = await answers.block(header.size);
  await answers.block(1); // the line's end
  return { id: header.id, bytes };
}

/** Questions to a process that answers in order; started by the first one. */
class Questions<T> implements AsyncDisposable {
  readonly #open: () => Conversation;
  readonly #read: (answers: ByteReader) => Promise<T>;
  #process: Conversation | undefined;
  #answers: ByteReader | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    open: () => Conversation,
    read: (answers: ByteReader) => Promise<T>,
  ) {
    this.#open = open;
    this.#read = read;
  }

  /** Asks at once; the answer is read when those before it were. */
  ask(name: string): Promise<T> {
    const process = this.#process ??= this.#open();
    const answers = this.#answers ??= new ByteReader(process.answers);
    const asked = process.ask(`${name}\n`);
    const read = (): Promise<T> => this.#read(answers);
    const answer = this.#last.then(read, read);
    this.#last = answer;
    return asked.then(() => answer);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process?.[Symbol.asyncDispose]();
  }
}
