/**
 * Questions of init on the terminal.
 *
 * @module
 */
import { EXIT, Interrupted } from "../core/errors.ts";
import { suspendable } from "../secrets/prompt/suspendable.ts";
import type { System } from "../system/mod.ts";
import type { Choose } from "./propose/choose.ts";

/**
 * Makes a chooser that asks with a list; Enter takes the first option.
 *
 * @throws {Interrupted} at Ctrl-C, from the chooser
 */
export function askChoice(
  { proc }: Pick<System, "proc">,
  signal: AbortSignal,
): Choose {
  return async (message, options) => {
    const [clack, { default: process }] = await Promise.all([
      import("@clack/prompts"),
      import("node:process"),
    ]);
    const question = {
      message,
      output: process.stderr,
      signal,
      options: options.map(({ label, hint }, value) => ({
        label,
        value,
        ...(hint !== undefined && { hint }),
      })),
    };
    using _suspendable = suspendable(proc, { process, look: question });
    const answer = await clack.select<number>(question);
    if (clack.isCancel(answer)) {
      signal.throwIfAborted();
      throw new Interrupted(EXIT.interrupted);
    }
    return answer;
  };
}
