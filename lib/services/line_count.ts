/**
 * How many lines of a log are asked for.
 *
 * @module
 */
import { UserError } from "../errors.ts";

/**
 * Reads a count of lines.
 *
 * @throws {UserError} when it is no whole number from 0 on
 */
export function parseLineCount(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(count)) return count;
  throw new UserError(`Cannot print "${text}" lines`, {
    hint: "Give a whole number, for instance --lines 200.",
    exitCode: 2,
  });
}
