/**
 * Times whole processes.
 *
 * @module
 */
import type { CommandResult } from "../../system/mod.ts";

/**
 * Milliseconds that a process takes that is begun here.
 *
 * @throws {Error} with its last words when it fails
 */
export async function timed(
  begin: () => Promise<CommandResult>,
): Promise<number> {
  const begun = performance.now();
  const { code, stdout, stderr } = await begin();
  const took = performance.now() - begun;
  if (code !== 0) throw new Error(stderr || stdout);
  return took;
}
