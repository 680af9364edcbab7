/**
 * Checks of what may be unreadable.
 *
 * @module
 */
import { UserError } from "../core/errors.ts";
import { explainSystemError } from "../core/files/system_error.ts";
import type { Check } from "./check.ts";

/**
 * What a check finds. One that fails for a reason that a user can fix is itself
 * a finding, so that the others are still shown.
 *
 * @param name The check's name, where it fails
 */
export async function guarded(
  name: string,
  look: () => Promise<Check | Check[]>,
): Promise<Check[]> {
  try {
    return [await look()].flat();
  } catch (error) {
    const explained = explainSystemError(error);
    if (!(explained instanceof UserError)) throw error;
    const { message, hint } = explained;
    return [{ name, state: "bad", message, ...(hint && { hint }) }];
  }
}
