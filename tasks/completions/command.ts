/**
 * `completions` as typed: its help.
 *
 * @module
 */
import { buildCommand } from "@stricli/core";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { BRIEFS } from "../briefs.ts";

/** Prints what makes a shell complete. */
export const completionsCommand = buildCommand<
  Record<never, never>,
  string[],
  TaskContext
>({
  docs: {
    brief: BRIEFS.completions,
    fullDescription: [
      "Prints the lines that have bash, zsh or fish complete hearth, start and",
      "stop: commands, flags, and the names of services, secrets, models and",
      "benchmark suites as they are when Tab is pressed. A shell that entered",
      "the workspace has them already.",
      "",
      "Example, in an activated environment: source <(hearth completions bash)",
    ].join("\n"),
  },
  parameters: {
    positional: {
      kind: "array",
      minimum: 1,
      parameter: {
        brief: "bash, zsh or fish; or propose, and the words typed so far",
        parse: String,
        placeholder: "shell",
      },
    },
  },
  loader: async () => (await import("./run.ts")).completions,
});
