/**
 * Git's objects, read one after another from one process; neither the working
 * tree nor the index is touched.
 *
 * @module
 */
import type { Conversation, System } from "../system/mod.ts";
import { ByteReader } from "./byte_reader.ts";
import { findInGitTree, type GitTreeEntry, parseGitTree } from "./git_tree.ts";
import { TreesAhead } from "./trees_ahead.ts";
import {
  type GitObject,
  type ObjectHeader,
  parseObjectHeader,
} from "./object_header.ts";

/** Directories that are kept in memory; beyond, they are asked for again. */
const MOST_TREES = 8192;

/** Sizes of objects that are kept. */
const MOST_SIZES = 100_000;
/** Bytes of file contents that are kept in memory, and of one of them. */
const MOST_BYTES = { all: 32 * 1024 * 1024, one: 64 * 1024 };

/** Reads objects; to be disposed of. */
export class GitObjects implements AsyncDisposable {
  readonly #contents: Questions<GitObject | undefined>;
  readonly #sizes: Questions<number>;
  readonly #known = new Map<string, Promise<number>>();
  readonly #trees = new Map<string, Promise<GitObject | undefined>>();

  /** Contents by their ids: commits have most of their files in common. */
  readonly #blobs = new Map<string, Uint8Array>();
  #kept = 0;

  readonly #git: (...modes: readonly string[]) => Conversation;
  #ahead: TreesAhead | undefined;

  constructor({ proc }: Pick<System, "proc">, repository: string) {
    const git = this.#git = (...modes) =>
      proc.converse([
        "git",
        "-C",
        repository,
        "--no-replace-objects",
        "cat-file",
        ...modes,
      ]);
    this.#contents = new Questions(() => git("--batch"), readObject);
    this.#sizes = new Questions(
      () => git("--batch-check"),
      async (answers) => headerOf(await answers.line())?.size ?? 0,
    );
  }

  /** Says of which commits the directories will be asked for, in what order. */
  readAhead(commits: readonly string[]): void {
    this.#ahead = new TreesAhead(
      () => this.#git("--buffer", "--batch"),
      [...new Set(commits)],
    );
  }

  /** An object by its id or any name of git's; `undefined` if it is missing. */
  read(name: string): Promise<GitObject | undefined> {
    return this.#contents.ask(name);
  }

  /** The content of a file by its id; empty if it is missing. */
  async blob(id: string): Promise<Uint8Array> {
    const known = this.#blobs.get(id);
    if (known !== undefined) return known;
    const bytes = (await this.read(id))?.bytes ?? new Uint8Array();
    if (bytes.length > MOST_BYTES.one || this.#blobs.has(id)) return bytes;
    if (this.#kept + bytes.length > MOST_BYTES.all) {
      this.#blobs.clear();
      this.#kept = 0;
    }
    this.#blobs.set(id, bytes);
    this.#kept += bytes.length;
    return bytes;
  }

  /** Bytes of an object, without reading them. */
  size(name: string): Promise<number> {
    let size = this.#known.get(name);
    if (size === undefined) {
      if (this.#known.size >= MOST_SIZES) this.#known.clear();
      this.#known.set(name, size = this.#sizes.ask(name));
    }
    return size;
  }

  /** What a directory holds, by the id of its tree or of a commit. */
  async tree(name: string): Promise<readonly GitTreeEntry[]> {
    const object = await this.#readTree(name);
    if (object === undefined) return [];
    return parseGitTree(object.bytes, object.id.length / 2);
  }

  /** One entry of a directory, by the id of its tree or of a commit. */
  async entry(tree: string, name: string): Promise<GitTreeEntry | undefined> {
    const object = await this.#readTree(tree);
    if (object === undefined) return undefined;
    return findInGitTree(object.bytes, {
      name,
      idLength: object.id.length / 2,
    });
  }

  #readTree(name: string): Promise<GitObject | undefined> {
    let found = this.#trees.get(name);
    if (found === undefined) {
      if (this.#trees.size >= MOST_TREES) this.#trees.clear();
      found = this.#ahead?.take(name) ?? this.read(`${name}^{tree}`);
      this.#trees.set(name, found);
    }
    return found;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#ahead?.[Symbol.asyncDispose]();
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
  /** Questions that go into the next write. */
  #unsent = "";
  #sending: Promise<void> | undefined;

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
    this.#unsent += `${name}\n`;
    const sent = this.#sending ??= this.#send(process);
    const read = (): Promise<T> => this.#read(answers);
    const answer = this.#last.then(read, read);
    this.#last = answer;
    return sent.then(() => answer);
  }

  /** Sends what was asked meanwhile as well: a write for each is slow. */
  async #send(process: Conversation): Promise<void> {
    try {
      do {
        await Promise.resolve();
        const questions = this.#unsent;
        this.#unsent = "";
        await process.ask(questions);
      } while (this.#unsent !== "");
    } finally {
      this.#sending = undefined;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process?.[Symbol.asyncDispose]();
  }
}
