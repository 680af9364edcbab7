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
      "Prints the last lines of each service's log. The previous launch's log is",
      ".hearth/logs/NAME.log.1. Progress bars show their last state only.",
      "",
      "Examples:",
      "  deno task logs server",
      "  deno task logs -f",
      "  deno task logs --lines 200 jupyter",
    ].join("\n"),
  },
  parameters: {
    flags: {
      follow: switchFlag("Keep printing new lines until Ctrl-C"),
      lines: {
        kind: "parsed",
        parse: numberFlag({ min: 0, max: 1_000_000_000 }),
        brief: "Lines to print from each log",
        default: "50",
      },
    },
    aliases: { f: "follow", n: "lines" },
    positional: serviceNames,
  },
  loader: async () => (await import("./run.ts")).logs,
});
