/**
 * A question with yes and no for an answer.
 *
 * @module
 */
import { EXIT, Interrupted } from "../../core/errors.ts";
import type { System } from "../../system/mod.ts";
import { suspendable } from "./suspendable.ts";

/**
 * Asks on the terminal; Enter is yes.
 *
 * @throws {Interrupted} at Ctrl-C
 */
export async function confirm(
  { proc }: Pick<System, "proc">,
  message: string,
  { signal }: { readonly signal: AbortSignal },
): Promise<boolean> {
  const [clack, { default: process }] = await Promise.all([
    import("@clack/prompts"),
    import("node:process"),
  ]);
  const question = { message, output: process.stderr, signal };
  using _suspendable = suspendable(proc, { process, look: question });
  const answer = await clack.confirm(question);
  if (clack.isCancel(answer)) {
    signal.throwIfAborted();
    throw new Interrupted(EXIT.interrupted);
  }
  return answer;
}
