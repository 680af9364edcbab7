/**
 * A file as init is going to write it.
 *
 * @module
 */

/** A file to write. */
export interface PlannedFile {
  /** As seen from the root. */
  readonly path: string;
  /** All of it. */
  readonly bytes: Uint8Array;
  /** Permission bits. */
  readonly mode: number;
  /** What it holds now; `undefined` for a file that is absent. */
  readonly before: Uint8Array | undefined;
}

/** A file that init leaves as it is. */
export interface KeptFile {
  readonly path: string;
  /** A sentence without its period, or nothing where it is as it should be. */
  readonly why?: string;
  /** What the user could add to it. */
  readonly add?: string;
}

/** What init is going to do. */
export interface FilePlan {
  /** In the order in which they are put in place; `workspace.ts` is last. */
  readonly writes: readonly PlannedFile[];
  readonly kept: readonly KeptFile[];
}
