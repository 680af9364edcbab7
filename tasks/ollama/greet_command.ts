/**
 * `ollama greet` as typed: its help.
 *
 * @module
 */
import { buildCommand } from "@stricli/core";
import type { TaskContext } from "../../lib/core/task_context.ts";

/** Lets the model say a few words. */
export const greetCommand = buildCommand<
  Record<never, never>,
  [],
  TaskContext
>({
  docs: {
    brief: "A few words from the model; nothing when there is none",
    fullDescription: [
      "Prints a short greeting that the model makes. Where there is no server",
      "or no model it prints nothing and succeeds, so that the entry into a",
      'shell may call it: "ollama: { greeting: true }" in workspace.ts.',
      "",
      "Example: deno task ollama greet",
    ].join("\n"),
  },
  parameters: {},
  loader: async () => (await import("./greet.ts")).greet,
});
