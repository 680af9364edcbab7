/**
 * What does not go together on the command line of `start` and `restart`.
 *
 * @module
 */
import type { Mode } from "../../lib/services/claims/claim.ts";
import { UserError } from "../../lib/core/errors.ts";

/**
 * Refuses a mode that does not go with `--json`.
 *
 * @throws {UserError} of usage
 */
export function refuseJsonInForeground(
  mode: Mode | undefined,
  json: boolean,
): void {
  if (!json || mode !== "foreground") return;
  throw new UserError("Cannot use --json with --mode foreground", {
    hint: "Use --mode background or tmux.",
    exitCode: 2,
  });
}
