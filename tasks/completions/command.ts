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
      "Prints a script that makes bash, zsh or fish complete the commands hearth,",
      "start and stop: subcommands, flags, and the current names of services,",
      "secrets, models and benchmark suites. The workspace's shell already has it.",
      "",
      "Example, in an activated environment: source <(hearth completions bash)",
    ].join("\n"),
  },
  parameters: {
    positional: {
      kind: "array",
      minimum: 1,
      parameter: {
        brief: "bash, zsh or fish; or propose and the words so far",
        parse: String,
        placeholder: "shell",
      },
    },
  },
  loader: async () => (await import("./run.ts")).completions,
});
