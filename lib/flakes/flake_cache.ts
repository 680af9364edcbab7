/**
 * What is known of flakes from earlier runs, by content.
 *
 * @module
 */
import { join } from "../core/files/posix_path.ts";
import { readJson } from "../core/files/read_json.ts";
import { fingerprintOf } from "../setup/venv/fingerprint_of.ts";
import type { System } from "../system/mod.ts";

/** Changes when what is kept, or how it is found out, does. */
const VERSION = 4;

/** Keeps values under fingerprints, each in a file of its own. */
export class FlakeCache {
  readonly #fs: System["fs"];
  readonly #dir: string;
  readonly #reads: boolean;

  /** @param reads whether to use what is there; what is new is kept anyway */
  constructor(
    { fs }: Pick<System, "fs">,
    dir: string,
    { reads = true }: { readonly reads?: boolean } = {},
  ) {
    this.#fs = fs;
    this.#dir = dir;
    this.#reads = reads;
  }

  /** Names a value by everything that decides it. */
  async key(...parts: readonly unknown[]): Promise<string> {
    return (await fingerprintOf(JSON.stringify([VERSION, ...parts])))
      .slice(0, 32);
  }

  /** A value of an earlier run; what cannot be read was never there. */
  async get<T>(kind: string, key: string): Promise<T | undefined> {
    if (!this.#reads) return undefined;
    const value = await readJson({ fs: this.#fs }, this.#path(kind, key));
    return value as T | undefined;
  }

  /** Keeps a value. One that was cut short is as if it were not there. */
  async set(kind: string, key: string, value: unknown): Promise<void> {
    const path = this.#path(kind, key);
    const text = JSON.stringify(value);
    try {
      // A history has thousands: a draft for each takes twice as long.
      await this.#fs.writeBytes(path, new TextEncoder().encode(text));
    } catch {
      await this.#fs.writeText(path, text);
    }
  }

  #path(kind: string, key: string): string {
    return join(this.#dir, kind, `${key}.json`);
  }
}
