/**
 * All that reading a workspace's lists of packages needs of the machine.
 *
 * @module
 */
import type { Paths } from "../../core/files/paths.ts";
import type { System } from "../../system/mod.ts";

/** Files as texts; nothing is written. */
export interface TextFiles {
  readonly fs: Pick<System["fs"], "readText">;
}

/** A context that only reads texts. */
export interface TextContext {
  readonly system: TextFiles;
  readonly paths: Paths;
}
