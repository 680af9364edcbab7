/**
 * The errors that callers are expected to tell apart.
 *
 * @module
 */

/** Exit codes that scripts can rely on. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  /** The user must provide something and there is no terminal to ask on. */
  needsUser: 3,
  interrupted: 130,
} as const;

/** What a {@linkcode UserError} may carry beside its sentence. */
export interface UserErrorOptions extends ErrorOptions {
  /** What to type next, a full sentence. */
  readonly hint?: string;
  /** Process exit code. @default {1} */
  readonly exitCode?: number;
}

/** Something that a user can cause and fix: printed without a stack trace. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly hint: string | undefined;
  readonly exitCode: number;

  constructor(message: string, options: UserErrorOptions = {}) {
    super(message, options);
    this.hint = options.hint;
    this.exitCode = options.exitCode ?? EXIT.failed;
  }
}

/** A program that Hearth ran ended with a code other than zero. */
export class CommandError extends Error {
  override readonly name = "CommandError";

  constructor(
    readonly command: readonly string[],
    readonly code: number,
    /** The last lines of standard error, or of standard output without any. */
    readonly output: string,
  ) {
    super(`Command failed with exit code ${code}: ${command.join(" ")}`);
  }
}

/** A signal asked Hearth to end: 128 + its number is the exit code. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";

  constructor(readonly exitCode: number) {
    super("Interrupted");
  }
}
