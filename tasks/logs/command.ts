/**
 * `logs` as typed: its flags and help.
 *
 * @module
 */
import { buildCommand } from "@stricli/core";
import { numberFlag } from "../../lib/core/text/number_flag.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { serviceNames, switchFlag } from "../shared/shared_flags.ts";
import { BRIEFS } from "../briefs.ts";
import type { LogsFlags } from "./run.ts";

/** Prints logs. */
export const logsCommand = buildCommand<LogsFlags, string[], TaskContext>({
  docs: {
    brief: BRIEFS.logs,
    fullDescription: [
      "Prints the last lines of each service's log. The log of the launch",
      "before is kept beside it in .hearth/logs as NAME.log.1.",
      "Of a progress bar the last state is shown.",
      "",
      "Examples:",
      "  deno task logs server",
      "  deno task logs -f",
      "  deno task logs --lines 200 jupyter",
    ].join("\n"),
  },
  parameters: {
    flags: {
      follow: switchFlag("Go on printing as the logs grow, until Ctrl-C"),
      lines: {
        kind: "parsed",
        parse: numberFlag({ min: 0, max: 1_000_000_000 }),
        brief: "How many lines of each log",
        default: "50",
      },
    },
    aliases: { f: "follow", n: "lines" },
    positional: serviceNames,
  },
  loader: async () => (await import("./run.ts")).logs,
});
