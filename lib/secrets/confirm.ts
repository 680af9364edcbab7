/**
 * A question with yes and no for an answer.
 *
 * @module
 */
import { EXIT, Interrupted } from "../errors.ts";

/**
 * Asks on the terminal; Enter is yes.
 *
 * @throws {Interrupted} at Ctrl-C
 */
export async function confirm(
  message: string,
  signal: AbortSignal,
): Promise<boolean> {
  const [clack, { default: process }] = await Promise.all([
    import("@clack/prompts"),
    import("node:process"),
  ]);
  const answer = await clack.confirm({
    message,
    output: process.stderr,
    signal,
  });
  if (clack.isCancel(answer)) {
    signal.throwIfAborted();
    throw new Interrupted(EXIT.interrupted);
  }
  return answer;
}
