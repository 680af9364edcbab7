/**
 * `ollama models` as typed: its flags and help.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
import { buildCommand } from "@stricli/core";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { jsonFlag } from "../shared/shared_flags.ts";
import type { ModelsFlags } from "./models.ts";

/** Lists the models that the server has. */
export const modelsCommand = buildCommand<ModelsFlags, [], TaskContext>({
  docs: {
    brief: "List installed models: size, family, quantization, age",
    fullDescription: [
      "Lists the server's models, newest first. An asterisk marks the one that",
      "Hearth would use.",
      "",
      `Example: ${HEARTH} ollama models --json`,
    ].join("\n"),
  },
  parameters: { flags: { json: jsonFlag } },
  loader: async () => (await import("./models.ts")).models,
});
