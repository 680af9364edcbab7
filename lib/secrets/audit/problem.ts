/**
 * What `secret check` may find.
 *
 * @module
 */

/** Something that a user should fix. */
export interface Problem {
  readonly kind:
    | "missing"
    | "malformed"
    | "refused"
    | "mode"
    | "tracked"
    | "not-ignored"
    | "in-file"
    | "in-notebook"
    | "in-history";
  /** The secret in question, where it is about one. */
  readonly name?: string;
  /** A sentence without a period, and without any value. */
  readonly message: string;
  /** What to type or do. */
  readonly hint: string;
  /** Fixes it, where Hearth can. */
  readonly fix?: () => Promise<void>;
}
