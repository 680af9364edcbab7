/**
 * Files, as a port.
 *
 * @module
 */

/** What is known of a file, directory or link. */
export interface FileStat {
  readonly kind: "file" | "directory" | "link" | "other";
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly mtime: number;
  /** When it was made, likewise; `undefined` where that is not known. */
  readonly born: number | undefined;
  /** Permission bits, for instance `0o600`. */
  readonly mode: number;
  /** Whether it belongs to the user that Hearth runs as. */
  readonly owned: boolean;
  /** Device and inode, which tell two files apart whatever they are called. */
  readonly identity: string;
}

/** One entry of a directory. */
export interface DirEntry {
  readonly name: string;
  readonly kind: FileStat["kind"];
}

/** A lock that the kernel releases when its holder dies. */
export interface FileLock {
  release(): void;
}

/**
 * Files. Reading what is absent returns `undefined`; a text is written whole or
 * not at all. What is not a regular file, such as a pipe, is refused with a
 * `UserError`, because reading it may never end.
 */
export interface FileSystem {
  readText(path: string): Promise<string | undefined>;
  /** Reads at most `length` bytes from `offset`; fewer at the end. */
  readBytes(
    path: string,
    { offset, length }: { readonly offset: number; readonly length: number },
  ): Promise<Uint8Array | undefined>;
  /** Reads a pipe or file to its end, or until it is more than `most` bytes. */
  readAnything(path: string, most: number): Promise<Uint8Array | undefined>;
  /**
   * Writes a draft beside `path` and renames it; makes missing directories.
   * A durable one is on the disk before it gets its name.
   */
  writeText(
    path: string,
    text: string,
    options?: { readonly mode?: number; readonly durable?: boolean },
  ): Promise<void>;
  /** Writes a new file into a directory that is there, without a draft. */
  writeBytes(
    path: string,
    bytes: Uint8Array,
    options?: { readonly mode?: number },
  ): Promise<void>;
  copyFile(from: string, to: string): Promise<void>;
  /** Makes a directory and its parents; present is fine. */
  mkdir(path: string, options?: { readonly mode?: number }): Promise<void>;
  /** Removes a file or a whole directory; absent is fine. */
  remove(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Follows links. */
  stat(path: string): Promise<FileStat | undefined>;
  /** Does not follow links. */
  statLink(path: string): Promise<FileStat | undefined>;
  readDir(path: string): Promise<DirEntry[] | undefined>;
  readLink(path: string): Promise<string | undefined>;
  /** Points a symbolic link at `target`, atomically. */
  replaceLink(path: string, target: string): Promise<void>;
  realPath(path: string): Promise<string | undefined>;
  setMode(path: string, mode: number): Promise<void>;
  /** Sets when a file was last changed, in milliseconds since the epoch. */
  setTime(path: string, mtime: number): Promise<void>;
  /** Takes an exclusive `flock` on `path`, or returns `undefined` when held. */
  tryLock(path: string): Promise<FileLock | undefined>;
}
