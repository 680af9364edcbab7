/**
 * `ollama pull` as typed: its flags and help.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
import { buildCommand } from "@stricli/core";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { jsonFlag, switchFlag } from "../shared/shared_flags.ts";
import type { PullFlags } from "./pull.ts";

/** Brings a model. */
export const pullCommand = buildCommand<PullFlags, [string?], TaskContext>({
  docs: {
    brief: "Download a model (default: the first in workspace.ts)",
    fullDescription: [
      "Makes the server download a model, and shows the progress. Ctrl-C stops",
      "the download; the same command resumes it.",
      "",
      `Example: ${HEARTH} ollama pull llama3.2`,
    ].join("\n"),
  },
  parameters: {
    flags: {
      insecure: switchFlag("Accept a registry without a valid certificate"),
      json: jsonFlag,
    },
    positional: {
      kind: "tuple",
      parameters: [{
        brief: "Model to download",
        parse: String,
        placeholder: "model",
        optional: true,
      }],
    },
  },
  loader: async () => (await import("./pull.ts")).pull,
});
