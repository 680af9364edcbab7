/**
 * Errors of the limits under which Hearth runs.
 *
 * @module
 */
import { UserError } from "./errors.ts";

/** By the error's number on Linux, or macOS. */
const LIMITS: readonly (readonly [RegExp, string, string])[] = [
  [
    /os error (24|23)\b/,
    "too many files are open",
    'Raise the limit with "ulimit -n 1024", then run the command again.',
  ],
  [
    // For a file the same number means something else.
    /^Failed to spawn .*os error (11|35)\b/,
    "too many processes are running",
    'End some, or raise the limit with "ulimit -u 1024", then run the command again.',
  ],
  [
    /os error 12\b/,
    "there is not enough memory",
    'End some programs, or raise the limit with "ulimit -v", then run the command again.',
  ],
];

/** Explains an error that comes from such a limit; `undefined` for another. */
export function limitError(error: unknown): UserError | undefined {
  if (!(error instanceof Error) || error instanceof UserError) return undefined;
  const limit = LIMITS.find(([pattern]) => pattern.test(error.message));
  if (limit === undefined) return undefined;
  const [, why, hint] = limit;
  return new UserError(`Cannot go on: ${why}`, { hint, cause: error });
}
