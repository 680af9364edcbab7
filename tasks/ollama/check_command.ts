/**
 * `ollama` alone as typed: its flags and help.
 *
 * @module
 */
import { buildCommand } from "@stricli/core";
import { numberFlag } from "../../lib/core/text/number_flag.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { jsonFlag } from "../shared/shared_flags.ts";
import type { CheckFlags } from "./check.ts";

/** Reports whether the server is there and which model would be used. */
export const checkCommand = buildCommand<CheckFlags, [], TaskContext>({
  docs: {
    brief: "The server and the model that would be used; the default",
    fullDescription: [
      "Reports where the Ollama server is, which version, which model would be",
      "used and whether it is loaded. Exit code 3 when there is no server or",
      "no model: then it says how to get one. A server that is far away or",
      "busy may need more than the fifth of a second that it is given.",
      "",
      "Examples:",
      "  deno task ollama --json",
      "  deno task ollama --wait 10",
    ].join("\n"),
  },
  parameters: {
    flags: {
      wait: {
        kind: "parsed",
        parse: numberFlag({ min: 0.1, max: 3600, whole: false }),
        brief: "Seconds that the server may take to answer",
        placeholder: "N",
        optional: true,
      },
      json: jsonFlag,
    },
  },
  loader: async () => (await import("./check.ts")).check,
});
