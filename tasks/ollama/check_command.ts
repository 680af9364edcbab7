/**
 * `ollama` alone as typed: its flags and help.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
import { buildCommand } from "@stricli/core";
import { numberFlag } from "../../lib/core/text/number_flag.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { jsonFlag } from "../shared/shared_flags.ts";
import type { CheckFlags } from "./check.ts";

/** Reports whether the server is there and which model would be used. */
export const checkCommand = buildCommand<CheckFlags, [], TaskContext>({
  docs: {
    brief: "Check the server and its default model",
    fullDescription: [
      "Shows the Ollama server's address and version, the model that Hearth would",
      "use, and whether it is loaded. The exit code is 3 if there is no server or",
      "no model; a hint says how to get one. If the server is remote or busy, use",
      "--wait: by default it gets 0.2 seconds to answer.",
      "",
      "Examples:",
      `  ${HEARTH} ollama --json`,
      `  ${HEARTH} ollama --wait 10`,
    ].join("\n"),
  },
  parameters: {
    flags: {
      wait: {
        kind: "parsed",
        parse: numberFlag({ min: 0.1, max: 3600, whole: false }),
        brief: "Seconds to wait for the server (default: 0.2)",
        placeholder: "N",
        optional: true,
      },
      json: jsonFlag,
    },
  },
  loader: async () => (await import("./check.ts")).check,
});
