/**
 * Files that git left with both sides of a conflict.
 *
 * @module
 */
import { HEARTH } from "../../system/launcher.ts";
import { UserError } from "../../core/errors.ts";

/** Whether a text has the marks of a conflict. */
export function hasConflict(text: string): boolean {
  return /^(<{7}|>{7})( |$)/m.test(text);
}

/**
 * Refuses a text with the marks of a conflict.
 *
 * @throws {UserError} naming the file and what to type
 */
export function refuseConflict(file: string, text: string): void {
  if (!hasConflict(text)) return;
  throw new UserError(
    `Cannot use ${file}: it contains merge conflict markers`,
    {
      hint: file.endsWith(".lock")
        ? `Run: git checkout --ours ${file} && ${HEARTH} setup`
        : `Edit ${file}, then run: ${HEARTH} setup`,
    },
  );
}
