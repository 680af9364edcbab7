/**
 * Files in memory, for unit tests.
 *
 * @module
 */
import { UserError } from "../../../lib/core/errors.ts";
import { basename, dirname } from "../../../lib/core/files/posix_path.ts";
import type {
  Clock,
  DirEntry,
  FileLock,
  FileStat,
  FileSystem,
} from "../../../lib/system/mod.ts";
import { type FakeEntry, type FakeNode, FakeTree } from "./fake_tree.ts";

/** Bits that a new file does not get, as with the usual umask. */
const UMASK = 0o022;

/**
 * Behaves as the real file system does: `tests/house/fake_system_test.ts`
 * compares the two. Times come from the clock.
 */
export class FakeFileSystem implements FileSystem {
  readonly #tree: FakeTree;
  readonly #locked = new Set<string>();
  readonly #failures = new Map<string, Error>();

  constructor(clock: Pick<Clock, "now">) {
    this.#tree = new FakeTree(clock);
  }

  /** Puts a file or link there, or replaces it; makes missing directories. */
  add(path: string, entry: string | FakeEntry): void {
    this.#tree.makeDirs(dirname(path));
    this.#tree.put(path, typeof entry === "string" ? { text: entry } : entry);
  }

  /** Makes an operation on a path fail from now on. */
  fail(operation: keyof FileSystem, path: string, error: Error): void {
    this.#failures.set(`${operation} ${path}`, error);
  }

  /** Paths of all files and links below a directory, sorted. */
  filesBelow(dir: string): string[] {
    return this.#tree.below(dir).filter((path) =>
      this.#tree.nodes.get(path)?.kind !== "directory"
    ).toSorted();
  }

  async readText(path: string): Promise<string | undefined> {
    const bytes = await this.#read("readText", path);
    return bytes && new TextDecoder().decode(bytes);
  }

  async readBytes(
    path: string,
    { offset, length }: { readonly offset: number; readonly length: number },
  ): Promise<Uint8Array | undefined> {
    const bytes = await this.#read("readBytes", path);
    return bytes?.slice(offset, offset + length);
  }

  async readAnything(path: string): Promise<Uint8Array | undefined> {
    await this.#begin("readAnything", path);
    return this.#tree.at(path, true)?.bytes;
  }

  async writeText(
    path: string,
    text: string,
    { mode = 0o666 }: { readonly mode?: number } = {},
  ): Promise<void> {
    await this.#begin("writeText", path);
    this.#tree.makeDirs(dirname(path));
    this.#tree.put(path, { text, mode: mode & ~UMASK });
  }

  async writeBytes(
    path: string,
    bytes: Uint8Array,
    { mode = 0o666 }: { readonly mode?: number } = {},
  ): Promise<void> {
    await this.#begin("writeBytes", path);
    if (this.#tree.at(path, false)) throw new Deno.errors.AlreadyExists(path);
    this.#tree.put(path, { bytes, mode: mode & ~UMASK });
  }

  async copyFile(from: string, to: string): Promise<void> {
    const bytes = await this.#read("copyFile", from);
    const { mode } = this.#tree.there(from, true);
    const target = this.#tree.real(to, true);
    if (target === this.#tree.real(from, true)) throw new TypeError(to);
    this.#tree.put(target, { bytes, mode });
  }

  async mkdir(path: string, { mode = 0o777 } = {}): Promise<void> {
    await this.#begin("mkdir", path);
    this.#tree.makeDirs(path, mode & ~UMASK);
  }

  async remove(path: string): Promise<void> {
    await this.#begin("remove", path);
    const real = this.#tree.real(path, false);
    if (!this.#tree.nodes.has(real)) return;
    for (const name of this.#tree.below(real)) this.#tree.nodes.delete(name);
    this.#tree.touchParent(real);
  }

  async rename(from: string, to: string): Promise<void> {
    await this.#begin("rename", from);
    this.#tree.move(from, to);
  }

  async stat(path: string): Promise<FileStat | undefined> {
    await this.#begin("stat", path);
    return statOf(this.#tree.at(path, true));
  }

  async statLink(path: string): Promise<FileStat | undefined> {
    await this.#begin("statLink", path);
    return statOf(this.#tree.at(path, false));
  }

  async readDir(path: string): Promise<DirEntry[] | undefined> {
    await this.#begin("readDir", path);
    const real = this.#tree.real(path, true);
    if (this.#tree.nodes.get(real)?.kind !== "directory") return undefined;
    return [...this.#tree.nodes].filter(([name]) =>
      name !== "/" && dirname(name) === real
    ).map(([name, { kind }]) => ({ name: basename(name), kind }));
  }

  async readLink(path: string): Promise<string | undefined> {
    await this.#begin("readLink", path);
    const node = this.#tree.at(path, false);
    if (node && node.kind !== "link") throw new Deno.errors.InvalidData(path);
    return node?.target;
  }

  async replaceLink(path: string, target: string): Promise<void> {
    await this.#begin("replaceLink", path);
    this.#tree.put(path, { target, mode: 0o777 });
  }

  async realPath(path: string): Promise<string | undefined> {
    await this.#begin("realPath", path);
    const real = this.#tree.real(path, true);
    return this.#tree.nodes.has(real) ? real : undefined;
  }

  async setMode(path: string, mode: number): Promise<void> {
    await this.#begin("setMode", path);
    this.#tree.there(path, true).mode = mode;
  }

  async setTime(path: string, mtime: number): Promise<void> {
    await this.#begin("setTime", path);
    this.#tree.there(path, true).mtime = mtime;
  }

  async tryLock(path: string): Promise<FileLock | undefined> {
    await this.#begin("tryLock", path);
    if (this.#locked.has(path)) return undefined;
    if (this.#tree.at(path, true) === undefined) this.#tree.put(path, {});
    this.#locked.add(path);
    return { release: () => void this.#locked.delete(path) };
  }

  /** Fails where the test wants it; every operation takes a turn. */
  async #begin(operation: keyof FileSystem, path: string): Promise<void> {
    await Promise.resolve();
    const failure = this.#failures.get(`${operation} ${path}`);
    if (failure !== undefined) throw failure;
  }

  async #read(
    operation: keyof FileSystem,
    path: string,
  ): Promise<Uint8Array | undefined> {
    await this.#begin(operation, path);
    const node = this.#tree.at(path, true);
    if (node?.kind === "directory") throw new Deno.errors.IsADirectory(path);
    if (node?.kind === "other") {
      throw new UserError(`Cannot read "${path}": it is not a regular file`);
    }
    return node?.bytes;
  }
}

function statOf(node: FakeNode | undefined): FileStat | undefined {
  if (node === undefined) return undefined;
  const { kind, bytes, mode, mtime, born, owned, identity } = node;
  return { kind, size: bytes.length, mtime, born, mode, owned, identity };
}
