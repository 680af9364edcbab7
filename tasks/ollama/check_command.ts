/**
 * `ollama` alone as typed: its flags and help.
 *
 * @module
 */
import { buildCommand } from "@stricli/core";
import type { TaskContext } from "../../lib/task_context.ts";
import { jsonFlag } from "../shared_flags.ts";

/** Flags of `ollama` alone, and of `ollama models`. */
export interface JsonFlags {
  readonly json: boolean;
}

/** Tells whether the server is there and which model would be used. */
export const checkCommand = buildCommand<JsonFlags, [], TaskContext>({
  docs: {
    brief: "The server and the model that would be used; the default",
    fullDescription: [
      "Tells where the Ollama server is, which version, which model would be",
      "used and whether it is loaded. Exit code 3 when there is no server or",
      "no model: then it says how to get one.",
      "",
      "Example: deno task ollama --json",
    ].join("\n"),
  },
  parameters: { flags: { json: jsonFlag } },
  loader: async () => (await import("./check.ts")).check,
});
