/**
 * An environment variable that Python code reads.
 *
 * @module
 */

/** One place where a variable is read. */
export interface VariableUse {
  readonly name: string;
  /**
   * What the code does without the variable: fails, goes on with nothing, or
   * has a value of its own.
   */
  readonly without: "fails" | "nothing" | "default";
  /** The default, where it is a text. */
  readonly value?: string;
}
