/**
 * `ollama ask` as typed: its flags and help.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
import { buildCommand } from "@stricli/core";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { jsonFlag } from "../shared/shared_flags.ts";
import type { AskFlags } from "./ask.ts";

/** Asks a model. */
export const askCommand = buildCommand<AskFlags, string[], TaskContext>({
  docs: {
    brief: "Ask the model a question and stream its answer",
    fullDescription: [
      "Asks the default model, or another one, and prints the answer as it is",
      "generated. Text on standard input is added below the question.",
      "",
      "Examples:",
      `  ${HEARTH} ollama ask "What is a closure?"`,
      `  git diff | ${HEARTH} ollama ask "Write a commit message for this"`,
    ].join("\n"),
  },
  parameters: {
    flags: {
      model: {
        kind: "parsed",
        parse: String,
        brief: `Model to ask (default: see ${HEARTH} ollama)`,
        placeholder: "NAME",
        optional: true,
      },
      json: jsonFlag,
    },
    aliases: { m: "model" },
    positional: {
      kind: "array",
      parameter: {
        brief: "The question",
        parse: String,
        placeholder: "question",
      },
    },
  },
  loader: async () => (await import("./ask.ts")).ask,
});
