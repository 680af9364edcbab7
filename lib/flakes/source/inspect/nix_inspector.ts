/**
 * Looks at Nix files as they are asked for, many at a time.
 *
 * @module
 */
import { join } from "../../../core/files/posix_path.ts";
import type { System } from "../../../system/mod.ts";
import type { FlakeCache } from "../../flake_cache.ts";
import { createBatcher } from "../../../core/concurrency/create_batcher.ts";
import {
  inspectNix,
  type NixFile,
  type NixInspection,
} from "./nix_inspection.ts";
import type { NixOptions } from "../../evaluate/run_nix.ts";

/** Files that share a process. */
const BATCH = 64;
/** Milliseconds to wait for more files. */
const GATHER_MS = 4;

/** What git calls a content. */
const GIT_ID = /^[0-9a-f]{40,64}$/;
/** Digits that tell files of the same content apart by their paths. */
const PREFIX = 16;

/** What an inspector works with. */
export interface NixInspectorOptions extends NixOptions {
  readonly cache: FlakeCache;
  /** Identifies a Nix. */
  readonly nix: string;
  /** An existing directory for files to be parsed. */
  readonly dir: string;
  /** Wraps what takes a processor. */
  readonly limit: <T>(work: () => Promise<T>) => Promise<T>;
}

/** A look, and whether an earlier run took it. */
export type KnownInspection = NixInspection & { readonly cached: boolean };

/** Remembers what it saw, on disk too. */
export class NixInspector {
  readonly #system: Pick<System, "fs" | "proc" | "clock">;
  readonly #options: NixInspectorOptions;
  readonly #known = new Map<string, Promise<KnownInspection>>();
  readonly #ask: (file: NixFile) => Promise<NixInspection>;
  /** By path: what the keys of its contents begin with. */
  readonly #prefixes = new Map<string, Promise<string>>();
  #batches = 0;

  constructor(
    system: Pick<System, "fs" | "proc" | "clock">,
    options: NixInspectorOptions,
  ) {
    this.#system = system;
    this.#options = options;
    const { limit } = options;
    this.#ask = createBatcher<NixFile, NixInspection>({
      most: BATCH,
      wait: GATHER_MS,
      parallel: 1,
      limit,
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
  ): Promise<KnownInspection> {
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
  ): Promise<KnownInspection> {
    const { cache } = this.#options;
    const key = await this.#keyOf(path, id);
    const known = await cache.get<NixInspection>("looks", key);
    if (known !== undefined) return { ...known, cached: true };
    const bytes = await read();
    const look = await this.#ask({ path, bytes });
    await cache.set("looks", key, look);
    return { ...look, cached: false };
  }

  /** Names a file by its content: what git calls it needs no sum of its own. */
  async #keyOf(path: string, id: string): Promise<string> {
    const { cache, nix } = this.#options;
    if (!GIT_ID.test(id)) return await cache.key("look", nix, path, id);
    let prefix = this.#prefixes.get(path);
    if (prefix === undefined) {
      prefix = cache.key("look", nix, path);
      this.#prefixes.set(path, prefix);
    }
    return `${(await prefix).slice(0, PREFIX)}-${id}`;
  }

  async #lookAt(files: readonly NixFile[]): Promise<NixInspection[]> {
    const dir = join(this.#options.dir, `${this.#batches++}`);
    const { clock, fs } = this.#system;
    const begun = clock.elapsed();
    await fs.mkdir(dir);
    try {
      const found = await inspectNix(
        this.#system,
        { files, dir },
        this.#options,
      );
      const ms = Math.ceil((clock.elapsed() - begun) / files.length);
      return found.map((look) => ({ ...look, ms }));
    } finally {
      await fs.remove(dir);
    }
  }
}
