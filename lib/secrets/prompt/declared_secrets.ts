/**
 * The secrets that a command names.
 *
 * @module
 */
import { HEARTH } from "../../system/launcher.ts";
import { EXIT, UserError } from "../../core/errors.ts";
import type { SecretState } from "../store/secret_state.ts";

/**
 * Picks declared secrets by name.
 *
 * @throws {UserError} for another name, which is not repeated: somebody may
 *   have typed a secret
 */
export function declaredSecrets(
  states: readonly SecretState[],
  names: readonly string[],
): SecretState[] {
  const declared = states.filter((state) => state.declared);
  return names.map((name) => {
    const found = declared.find((state) => state.name === name);
    if (found !== undefined) return found;
    const known = declared.map((state) => state.name).join(", ");
    throw new UserError(
      `Cannot prompt for this secret: workspace.ts only declares ${
        known || "none"
      }`,
      {
        hint: `To set any other variable, run "${HEARTH} secret set NAME".`,
        exitCode: EXIT.usage,
      },
    );
  });
}
