/**
 * What a secret may be called.
 *
 * @module
 */
import { HEARTH } from "../../system/launcher.ts";
import { EXIT, UserError } from "../../core/errors.ts";

/** Names that every shell takes for a variable. */
export const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * Refuses what is no name, without repeating it: it may be the secret itself.
 *
 * @throws {UserError} when it is not the name of an environment variable
 */
export function refuseOddName(name: string): void {
  if (VARIABLE_NAME.test(name)) return;
  throw new UserError(
    "Cannot use this name: it must be a valid name for an environment variable",
    {
      hint:
        `Give only the name, as in "${HEARTH} secret set API_KEY". The value comes from a prompt or standard input.`,
      exitCode: EXIT.usage,
    },
  );
}

/**
 * Refuses a value behind the name.
 *
 * @throws {UserError} when there is anything
 */
export function refuseValues(values: readonly string[]): void {
  if (values.length === 0) return;
  throw new UserError(
    "Cannot take a value from the command line: other users can see it, and the shell history keeps it",
    {
      hint:
        "Give only the name. The value comes from a prompt or standard input.",
      exitCode: EXIT.usage,
    },
  );
}
