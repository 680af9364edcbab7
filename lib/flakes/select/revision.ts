/**
 * One state of a flake that is to be tested.
 *
 * @module
 */
import type { FlakeExpectations } from "../expect/flake_expectations.ts";
import type { Source } from "../source/source.ts";

/** A directory with a flake, or a commit. */
export interface Revision {
  /** The directory's name, or the commit's short id. */
  readonly name: string;
  /** Its id; absent for a directory. */
  readonly commit?: string;
  /** The day of a commit, for instance `2025-08-31`. */
  readonly day?: () => Promise<string | undefined>;
  readonly source: Source;
  /** Where the flake is within the source, `""` for its root. */
  readonly dir: string;
  /** What the file beside the flake expects. */
  readonly expectations?: FlakeExpectations;
}
