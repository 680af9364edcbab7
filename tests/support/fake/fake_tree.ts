/**
 * The tree of files that a fake file system keeps in memory.
 *
 * @module
 */
import { dirname, join, resolve } from "../../../lib/core/files/posix_path.ts";
import type { Clock, FileStat } from "../../../lib/system/mod.ts";

/** A file, directory or link to put into the tree. */
export interface FakeEntry {
  /** Content of a file. */
  readonly text?: string;
  readonly bytes?: Uint8Array | undefined;
  /** Makes it a symbolic link that points there. */
  readonly target?: string;
  /** @default {"link" with a target, else "file"} */
  readonly kind?: FileStat["kind"];
  /** @default {0o755 for a directory, else 0o644} */
  readonly mode?: number;
  /** Milliseconds since the epoch. @default {now} */
  readonly mtime?: number;
  /** @default {true} */
  readonly owned?: boolean;
}

/** What is at a path. */
export interface FakeNode {
  readonly kind: FileStat["kind"];
  readonly bytes: Uint8Array;
  readonly target: string;
  mode: number;
  mtime: number;
  readonly born: number;
  readonly owned: boolean;
  readonly identity: string;
}

/** Links in a row after which they lead in a circle. */
const MOST_LINKS = 40;

/** Nodes by their absolute path without links. */
export class FakeTree {
  readonly nodes = new Map<string, FakeNode>();
  readonly #clock: Pick<Clock, "now">;
  #made = 0;

  constructor(clock: Pick<Clock, "now">) {
    this.#clock = clock;
    this.put("/", { kind: "directory" });
  }

  /** Where a path leads; the link at its end counts itself unless followed. */
  real(path: string, follow: boolean, links = 0): string {
    if (!path.startsWith("/")) {
      throw new Error(`The fake file system has no relative path "${path}"`);
    }
    if (links > MOST_LINKS) {
      throw new Error(`Too many levels of symbolic links: stat '${path}'`);
    }
    let real = "";
    const names = join(path).split("/").filter((name) => name !== "");
    for (const [index, name] of names.entries()) {
      const next = `${real}/${name}`;
      const node = this.nodes.get(next);
      const rest = names.slice(index + 1);
      if (node?.kind === "link" && (follow || rest.length > 0)) {
        const target = resolve(real || "/", node.target);
        return this.real(join(target, ...rest), follow, links + 1);
      }
      real = next;
    }
    return real || "/";
  }

  /** What is at a path, if anything is. */
  at(path: string, follow: boolean): FakeNode | undefined {
    return this.nodes.get(this.real(path, follow));
  }

  /** What is at a path, which must be there. */
  there(path: string, follow: boolean): FakeNode {
    const node = this.at(path, follow);
    if (node === undefined) throw new Deno.errors.NotFound(path);
    return node;
  }

  /** Puts a new node there in place of any other; its directory must exist. */
  put(path: string, entry: FakeEntry): void {
    const real = this.real(path, false);
    const now = this.#clock.now();
    const { text = "", target = "" } = entry;
    const kind = entry.kind ?? (entry.target === undefined ? "file" : "link");
    if (this.nodes.get(real)?.kind === "directory") {
      throw new Deno.errors.IsADirectory(path);
    }
    if (real !== "/") this.#expectDir(dirname(real));
    this.nodes.set(real, {
      kind,
      bytes: entry.bytes ?? new TextEncoder().encode(text),
      target,
      mode: entry.mode ?? (kind === "directory" ? 0o755 : 0o644),
      mtime: entry.mtime ?? now,
      born: now,
      owned: entry.owned ?? true,
      identity: `1:${++this.#made}`,
    });
    this.touchParent(real);
  }

  /** Makes a directory and its parents. */
  makeDirs(path: string, mode = 0o755): void {
    if (this.at(path, true)?.kind === "directory") return;
    // A link that leads nowhere is in the way too.
    if (this.at(path, false)) throw new Deno.errors.AlreadyExists(path);
    this.makeDirs(dirname(path), mode);
    this.put(path, { kind: "directory", mode });
  }

  /** Gives a node, with everything below it, another path. */
  move(from: string, to: string): void {
    const { kind } = this.there(from, false);
    const source = this.real(from, false);
    const target = this.real(to, false);
    const present = this.nodes.get(target)?.kind;
    this.#expectDir(dirname(target));
    if (source === target) return;
    const isFree = present === undefined ||
      (kind === "directory"
        ? present === "directory" && this.below(target).length === 1
        : present !== "directory");
    if (!isFree || target.startsWith(`${source}/`)) {
      throw new Error(`Cannot rename '${from}' to '${to}'`);
    }
    for (const path of this.below(source)) {
      const node = this.there(path, false);
      this.nodes.delete(path);
      this.nodes.set(target + path.slice(source.length), node);
    }
    this.touchParent(source);
    this.touchParent(target);
  }

  #expectDir(real: string): void {
    const kind = this.nodes.get(real)?.kind;
    if (kind !== "directory") throw new Deno.errors.NotFound(real);
  }

  /** Paths of a node and of everything below it. */
  below(real: string): string[] {
    return [...this.nodes.keys()].filter((path) =>
      path === real || path.startsWith(`${real}/`)
    );
  }

  /** A directory changes when a name in it comes or goes. */
  touchParent(real: string): void {
    const parent = this.nodes.get(dirname(real));
    if (parent !== undefined && real !== "/") parent.mtime = this.#clock.now();
  }
}
