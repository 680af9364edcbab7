/**
 * How values are kept, and what became of them.
 *
 * @module
 */
import type { WorkOptions } from "../../core/reporter.ts";
import type { OtherReader } from "../dotenv/encode_value.ts";

/** How to save. */
export interface SaveOptions extends WorkOptions {
  /** Leave a variable alone that `.env` has a value for. @default {false} */
  readonly keep?: boolean;
}

/** What came of values. */
export interface Saved {
  /** Names that were written into `.env`; none of those that were so already. */
  readonly saved: readonly string[];
  /** The same, for the keyring. */
  readonly inKeyring: readonly string[];
  /** Names that had another value, which was kept. */
  readonly kept: readonly string[];
  /** Who reads some of the written values otherwise. */
  readonly misreaders: ReadonlyMap<string, readonly OtherReader[]>;
}
