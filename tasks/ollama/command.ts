/**
 * `ollama` as typed: its commands, flags and help.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
import { buildRouteMap } from "@stricli/core";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { BRIEFS } from "../briefs.ts";
import { askCommand } from "./ask_command.ts";
import { checkCommand } from "./check_command.ts";
import { greetCommand } from "./greet_command.ts";
import { modelsCommand } from "./models_command.ts";
import { pullCommand } from "./pull_command.ts";

/** Looks at the local language model, fetches one, talks to it. */
export const ollamaCommand = buildRouteMap<string, TaskContext>({
  routes: {
    check: checkCommand,
    models: modelsCommand,
    pull: pullCommand,
    ask: askCommand,
    greet: greetCommand,
  },
  defaultCommand: "check",
  docs: {
    brief: BRIEFS.ollama,
    fullDescription: [
      "Without a subcommand, shows the Ollama server's address and version, the",
      "model that Hearth would use, and whether it is loaded. OLLAMA_HOST works",
      "as for Ollama itself; the models that workspace.ts lists come first.",
      "",
      "Examples:",
      `  ${HEARTH} ollama`,
      `  ${HEARTH} ollama pull`,
      `  ${HEARTH} ollama ask "What is a closure?"`,
    ].join("\n"),
  },
});
