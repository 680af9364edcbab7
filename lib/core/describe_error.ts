/**
 * An error as a user reads it, and as a script does.
 *
 * @module
 */
import { CommandError, EXIT, Interrupted, UserError } from "./errors.ts";
import { explainSystemError } from "./files/system_error.ts";

/**
 * What failed, why, what to type next; a stack trace only for what no user
 * can cause.
 */
export function describeError(thrown: unknown): string {
  const error = explainSystemError(thrown);
  if (error instanceof UserError) {
    return `Error: ${error.message}` + (error.hint ? `\n${error.hint}` : "");
  }
  if (error instanceof CommandError) {
    return `Error: ${error.message}\n${error.output}`;
  }
  if (error instanceof Interrupted) return error.message;
  return `This is a bug in Hearth:\n${
    error instanceof Error ? error.stack : String(error)
  }`;
}

/** The exit code that belongs to an error. */
export function exitCodeOf(error: unknown): number {
  return error instanceof UserError || error instanceof Interrupted
    ? error.exitCode
    : EXIT.failed;
}
