/**
 * `ollama greet` as typed: its help.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
import { buildCommand } from "@stricli/core";
import type { TaskContext } from "../../lib/core/task_context.ts";

/** Lets the model say a few words. */
export const greetCommand = buildCommand<
  Record<never, never>,
  [],
  TaskContext
>({
  docs: {
    brief: "Print a greeting from the model, if there is one",
    fullDescription: [
      "Prints a short greeting from the model. If there is no server or no model,",
      "prints nothing and succeeds, so it is safe to run on entering the",
      'shell, which "ollama: { greeting: true }" in workspace.ts does.',
      "",
      `Example: ${HEARTH} ollama greet`,
    ].join("\n"),
  },
  parameters: {},
  loader: async () => (await import("./greet.ts")).greet,
});
