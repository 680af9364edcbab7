/**
 * Times whole processes.
 *
 * @module
 */
import { UserError } from "../../core/errors.ts";
import type { CommandResult } from "../../system/mod.ts";

/**
 * Milliseconds that a process takes that is begun here.
 *
 * @throws {UserError} with its words when it fails
 */
export async function timed(
  begin: () => Promise<CommandResult>,
): Promise<number> {
  const begun = performance.now();
  const { code, stdout, stderr } = await begin();
  const took = performance.now() - begun;
  if (code !== 0) {
    throw new UserError(
      `A measured command failed with exit code ${code}:\n` +
        (stderr || stdout).trim(),
    );
  }
  return took;
}
