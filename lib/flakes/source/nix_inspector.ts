/**
 * Looks at Nix files as they are asked for, many at a time.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";
import type { FlakeCache } from "../flake_cache.ts";
import { gathered } from "../../core/create_batcher.ts";
import { lookAtNix, type NixFile, type NixLook } from "./nix_inspection.ts";
import type { NixOptions } from "../evaluate/run_nix.ts";

/** Files that share a process. */
const BATCH = 64;
/** Milliseconds to wait for more files. */
const GATHER = 4;

/** What a looker works with. */
export interface NixLookerOptions extends NixOptions {
  readonly cache: FlakeCache;
  /** Tells one Nix from another. */
  readonly nix: string;
  /** An existing folder for files to be parsed. */
  readonly folder: string;
  /** Wraps what takes a processor. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
}

/** A look, and whether an earlier run took it. */
export type KnownLook = NixLook & { readonly cached: boolean };

/** Remembers what it saw, on disk too. */
export class NixLooker {
  readonly #system: Pick<System, "fs" | "proc" | "clock">;
  readonly #options: NixLookerOptions;
  readonly #known = new Map<string, Promise<KnownLook>>();
  readonly #ask: (file: NixFile) => Promise<NixLook>;
  #batches = 0;

  constructor(
    system: Pick<System, "fs" | "proc" | "clock">,
    options: NixLookerOptions,
  ) {
    this.#system = system;
    this.#options = options;
    const { inTurn } = options;
    this.#ask = gathered<NixFile, NixLook>({
      ...{ most: BATCH, wait: GATHER, parallel: 1, inTurn },
      work: (files) => this.#lookAt(files),
    });
  }

  /**
   * Looks at a file once.
   *
   * @param id equal for equal content
   */
  look(
    path: string,
    id: string,
    read: () => Promise<Uint8Array>,
  ): Promise<KnownLook> {
    const name = `${id} ${path}`;
    let known = this.#known.get(name);
    if (known === undefined) {
      known = this.#cached(path, id, read);
      this.#known.set(name, known);
      // Held only while others may ask for the same: memory stays flat.
      const forget = (): void => void this.#known.delete(name);
      known.then(forget, forget);
    }
    return known;
  }

  async #cached(
    path: string,
    id: string,
    read: () => Promise<Uint8Array>,
  ): Promise<KnownLook> {
    const { cache, nix } = this.#options;
    const key = await cache.key("look", nix, path, id);
    const known = await cache.get<NixLook>("looks", key);
    if (known !== undefined) return { ...known, cached: true };
    const bytes = await read();
    const look = await this.#ask({ path, bytes });
    await cache.set("looks", key, look);
    return { ...look, cached: false };
  }

  async #lookAt(files: readonly NixFile[]): Promise<NixLook[]> {
    const folder = join(this.#options.folder, `${this.#batches++}`);
    const { clock, fs } = this.#system;
    const begun = clock.elapsed();
    await fs.makeFolder(folder);
    try {
      const found = await lookAtNix(this.#system, files, folder, this.#options);
      const ms = Math.ceil((clock.elapsed() - begun) / files.length);
      return found.map((look) => ({ ...look, ms }));
    } finally {
      await fs.remove(folder);
    }
  }
}
