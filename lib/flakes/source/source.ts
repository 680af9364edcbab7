/**
 * The files of a revision, wherever they are kept.
 *
 * @module
 */

/** One file or directory of a source. */
export interface SourceEntry {
  /** Within the source, links followed: `lib/nix/a.nix`, the root is `""`. */
  readonly path: string;
  readonly kind: "file" | "directory" | "link";
  /** Equal for equal content; git's object id where git keeps it. */
  readonly id: string;
  /** Whether it may be run as a program. */
  readonly executable: boolean;
  /** Bytes of a file, where a list tells them. */
  readonly size?: number;
}

/** A revision's files. */
export interface Source {
  /** What is at a path; `undefined` when nothing does. */
  find(path: string): Promise<SourceEntry | undefined>;
  /** Every file and link below a directory. */
  list(dir: SourceEntry): Promise<SourceEntry[]>;
  /** The content of a file, or where a link points. */
  read(entry: SourceEntry): Promise<Uint8Array>;
}

/** Bytes above which a file that only comes with its directory is left empty. */
export const BIG_FILE: number = 8 * 1024 * 1024;
