/**
 * Asking the user a question with yes or no, where one can be asked.
 *
 * @module
 */
import type { TaskContext } from "../../lib/core/task_context.ts";

/**
 * How to ask; `undefined` without a terminal.
 *
 * @param options `yes` answers without asking
 */
export function confirmation(
  { system, signal }: Pick<TaskContext, "system" | "signal">,
  { yes = false }: { readonly yes?: boolean } = {},
): ((question: string) => Promise<boolean>) | undefined {
  const { terminal } = system;
  if (yes) return () => Promise.resolve(true);
  if (!terminal.stdinIsTerminal || !terminal.stderrIsTerminal) return undefined;
  return async (question) => {
    const { confirm } = await import("../../lib/secrets/prompt/confirm.ts");
    return await confirm(system, question, { signal });
  };
}
