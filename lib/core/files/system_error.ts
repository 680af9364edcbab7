/**
 * Errors of the operating system that a user can fix.
 *
 * @module
 */
import { UserError } from "../errors.ts";
import { limitError } from "../limit_error.ts";

/** What Deno calls the ways to read, before the path. */
const READING = /\): (?:readfile|readdir|readlink|realpath|l?stat) '/;

/** By the error's number, which Linux and macOS share, but for 122, 40, 62. */
const REASONS: readonly (readonly [RegExp, string, string])[] = [
  [
    /os error (28|122)\b/,
    "the disk is full",
    "Free some disk space, then run the command again.",
  ],
  [
    /os error 30\b/,
    "its file system is read-only",
    "Move the workspace to a writable place, then run the command again.",
  ],
  [
    new RegExp(`os error (1|13)${READING.source}`),
    "permission denied",
    "Run the command as the owner, or make your own clone.",
  ],
  [
    /os error (1|13)\b/,
    "permission denied",
    "Take ownership of the directory (sudo chown), then run the command again.",
  ],
  [
    /os error 6\b/,
    "it is not a file",
    "Use a file or a pipe.",
  ],
  [
    /os error (40|62)\b/,
    "the symbolic links form a loop",
    "Remove one of them, then run the command again.",
  ],
  [
    /os error (17|20|21)\b/,
    "expected a directory and found a file, or the other way around",
    "Move it away, then run the command again.",
  ],
];

/**
 * Turns a full disk, a file without access or a limit that was reached into a
 * clear error.
 */
export function explainSystemError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof UserError) return error;
  const limit = limitError(error);
  if (limit !== undefined) return limit;
  for (const [pattern, reason, hint] of REASONS) {
    if (!pattern.test(error.message)) continue;
    const verb = READING.test(error.message) ? "read" : "write";
    // Deno quotes the path, or both paths, behind the system's own words.
    const path = /'(\/[^']*)'/.exec(error.message)?.[1];
    return new UserError(
      `Cannot ${verb}${path ? ` "${path}"` : ""}: ${reason}`,
      { hint, cause: error },
    );
  }
  return error;
}
