/**
 * What doctor finds.
 *
 * @module
 */
import type { WorkspaceContext } from "../workspace/workspace_context.ts";
import type { Reporter } from "../core/reporter.ts";

/** `note` works with less; `bad` is needed and missing, or unsafe. */
export type CheckState = "ok" | "note" | "bad";

/** One precondition. */
export interface Check {
  readonly name: string;
  readonly state: CheckState;
  /** What was found, without a final period. */
  readonly message: string;
  /** What to do, a sentence; where there is something to do. */
  readonly hint?: string;
  /** Does it, where that is safe whatever the user has in mind. */
  readonly fix?: () => Promise<void>;
}

/** What checks look at. */
export interface DoctorContext extends WorkspaceContext {
  readonly report: Reporter;
}
