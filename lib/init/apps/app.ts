/**
 * An app that was found.
 *
 * @module
 */
import type { Framework } from "./frameworks.ts";

/** A file that can be started. */
export interface App {
  readonly framework: Framework;
  /** As seen from the root. */
  readonly path: string;
  /** The variable that holds the app. */
  readonly variable: string | undefined;
  /** The function that makes the app, where no variable of the module has it. */
  readonly factory: string | undefined;
  /** The better one of two has more. */
  readonly score: number;
  /** Files that say how it is started, and other reasons for people. */
  readonly reasons: readonly string[];
  /** Whether it is an example, a test, or a part of what others start. */
  readonly isWeak: boolean;
}
