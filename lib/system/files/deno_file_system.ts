/**
 * Files, backed by Deno.
 *
 * A command looks at some tens of small files, one after another, and testing
 * flakes writes thousands: a thread for each would take longer than the answer,
 * so all but copying and removing is done at once.
 *
 * @module
 */
import { ifPresent, isAbsence } from "./if_present.ts";
import type { DirEntry, FileLock, FileStat, FileSystem } from "../mod.ts";
import { readAnything, readBytes, readText } from "./read_file.ts";

/** The real file system. */
export function denoFileSystem(): FileSystem {
  return {
    readText: atOnce(readText),
    readBytes,
    readAnything,
    writeText: settled(writeText),
    writeBytes: settled((path, bytes, options) =>
      Deno.writeFileSync(path, bytes, { createNew: true, ...options })
    ),
    copyFile: (from, to) => Deno.copyFile(from, to),
    mkdir: settled((path, options) =>
      Deno.mkdirSync(path, { recursive: true, ...options })
    ),
    remove: async (path) => {
      await ifPresent(Deno.remove(path, { recursive: true }));
    },
    rename: settled(Deno.renameSync),
    stat: atOnce(mayBeHidden((path) => toStat(Deno.statSync(path)))),
    statLink: atOnce(mayBeHidden((path) => toStat(Deno.lstatSync(path)))),
    readDir: atOnce(readDir),
    readLink: atOnce(Deno.readLinkSync),
    replaceLink: settled(replaceLink),
    realPath: atOnce(Deno.realPathSync),
    setMode: (path, mode) => Deno.chmod(path, mode),
    setTime: (path, mtime) =>
      Deno.utime(path, new Date(mtime), new Date(mtime)),
    tryLock,
  };
}

/** Makes a look at a path that returns `undefined` for what is absent. */
function atOnce<T>(
  look: (path: string) => T,
): (path: string) => Promise<T | undefined> {
  return (path) => {
    try {
      return Promise.resolve(look(path));
    } catch (error) {
      return isAbsence(error)
        ? Promise.resolve(undefined)
        : Promise.reject(error);
    }
  };
}

/** Makes a promise of what is done at once. */
function settled<A extends unknown[]>(
  work: (...args: A) => void,
): (...args: A) => Promise<void> {
  return (...args) => {
    try {
      return Promise.resolve(work(...args));
    } catch (error) {
      return Promise.reject(error);
    }
  };
}

/** What is in a directory that one may not enter is not there for one. */
function mayBeHidden<T>(
  look: (path: string) => T,
): (path: string) => T | undefined {
  return (path) => {
    try {
      return look(path);
    } catch (error) {
      if (error instanceof Deno.errors.PermissionDenied) return undefined;
      throw error;
    }
  };
}

function toStat(info: Deno.FileInfo): FileStat {
  return {
    kind: kindOf(info),
    size: info.size,
    mtime: info.mtime?.getTime() ?? 0,
    born: info.birthtime?.getTime(),
    mode: (info.mode ?? 0) & 0o7777,
    owned: info.uid === Deno.uid(),
    identity: `${info.dev}:${info.ino}`,
  };
}

function kindOf(
  info: Pick<Deno.FileInfo, "isFile" | "isDirectory" | "isSymlink">,
): FileStat["kind"] {
  if (info.isSymlink) return "link";
  if (info.isDirectory) return "directory";
  return info.isFile ? "file" : "other";
}

function readDir(path: string): DirEntry[] {
  return Array.from(
    Deno.readDirSync(path),
    (entry) => ({ name: entry.name, kind: kindOf(entry) }),
  );
}

/** A name beside `path` that no other process uses. */
function draftOf(path: string): string {
  return `${path}.${Deno.pid}-${crypto.randomUUID().slice(0, 8)}.draft`;
}

/** Runs `work` on a draft and renames it into place; a failure leaves none. */
function viaDraft(path: string, work: (draft: string) => void): void {
  const draft = draftOf(path);
  try {
    work(draft);
    Deno.renameSync(draft, path);
  } catch (error) {
    try {
      Deno.removeSync(draft);
    } catch (absence) {
      if (!isAbsence(absence)) throw absence;
    }
    throw error;
  }
}

function writeText(
  path: string,
  text: string,
  { durable = false, ...options }: {
    readonly mode?: number;
    readonly durable?: boolean;
  } = {},
): void {
  const write = (draft: string): void => {
    // `writeTextFile` loads the streams that it could take instead.
    const place = { write: true, createNew: true, ...options };
    using file = Deno.openSync(draft, place);
    try {
      let rest = new TextEncoder().encode(text);
      while (rest.length > 0) rest = rest.subarray(file.writeSync(rest));
      if (durable) file.syncSync();
    } catch (cause) {
      // An open file's errors do not say which one it is.
      throw new Error(
        `${cause instanceof Error ? cause.message : cause}, write '${path}'`,
        { cause },
      );
    }
  };
  try {
    viaDraft(path, write);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    Deno.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    viaDraft(path, write);
  }
}

function replaceLink(path: string, target: string): void {
  viaDraft(path, (draft) => Deno.symlinkSync(target, draft));
}

async function tryLock(path: string): Promise<FileLock | undefined> {
  const file = await Deno.open(path, { create: true, write: true });
  if (!(await file.tryLock(true))) {
    file.close();
    return undefined;
  }
  // Anyone who deleted the file meanwhile made this a lock on nothing.
  const held = await file.stat();
  const named = await ifPresent(Deno.stat(path));
  if (named?.ino !== held.ino || named?.dev !== held.dev) {
    file.close();
    return undefined;
  }
  return { release: () => file.close() };
}
