/**
 * `ollama pull` as typed: its flags and help.
 *
 * @module
 */
import { buildCommand } from "@stricli/core";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { jsonFlag, switchFlag } from "../shared/shared_flags.ts";
import type { PullFlags } from "./pull.ts";

/** Brings a model. */
export const pullCommand = buildCommand<PullFlags, [string?], TaskContext>({
  docs: {
    brief: "Bring a model, by default the first that workspace.ts names",
    fullDescription: [
      "Lets the server fetch a model and shows how far it is. Ctrl-C breaks",
      "off; what was loaded stays, and the same command goes on from there.",
      "",
      "Example: deno task ollama pull llama3.2",
    ].join("\n"),
  },
  parameters: {
    flags: {
      insecure: switchFlag("Allow a registry without a valid certificate"),
      json: jsonFlag,
    },
    positional: {
      kind: "tuple",
      parameters: [{
        brief: "Model to bring",
        parse: String,
        placeholder: "model",
        optional: true,
      }],
    },
  },
  loader: async () => (await import("./pull.ts")).pull,
});
