/**
 * `logs` as typed: its flags and help.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
import { buildCommand } from "@stricli/core";
import { numberFlag } from "../../lib/core/text/number_flag.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { parseSince } from "../../lib/services/logs/parse_since.ts";
import { serviceNames, switchFlag } from "../shared/shared_flags.ts";
import { BRIEFS } from "../briefs.ts";
import type { LogsFlags } from "./run.ts";

/** Prints logs. */
export const logsCommand = buildCommand<LogsFlags, string[], TaskContext>({
  docs: {
    brief: BRIEFS.logs,
    fullDescription: [
      "Prints the last lines of each service's log, merged by the times in them.",
      "The previous launch's log is .hearth/logs/NAME.log.1. Progress bars show",
      "their last state only. --since and --grep look at the whole log, unless",
      "--lines limits what they find.",
      "",
      "Examples:",
      `  ${HEARTH} logs server`,
      `  ${HEARTH} logs -f`,
      `  ${HEARTH} logs --since 10m --grep 'ERROR|Traceback'`,
      `  ${HEARTH} logs --lines 200 jupyter`,
    ].join("\n"),
  },
  parameters: {
    flags: {
      follow: switchFlag("Keep printing new lines until Ctrl-C"),
      lines: {
        kind: "parsed",
        parse: numberFlag({ min: 0, max: 1_000_000_000 }),
        brief: "Lines to print from each log (default: 50)",
        placeholder: "N",
        optional: true,
      },
      since: {
        kind: "parsed",
        parse: sinceFlag,
        brief: "Lines since a time or duration: 10m, 14:30, 2026-01-31",
        placeholder: "TIME",
        optional: true,
      },
      grep: {
        kind: "parsed",
        parse: patternFlag,
        brief: "Lines that match a regular expression",
        placeholder: "REGEXP",
        optional: true,
      },
    },
    aliases: { f: "follow", n: "lines" },
    positional: serviceNames,
  },
  loader: async () => (await import("./run.ts")).logs,
});

/** Checks the text; the clock that it is relative to comes later. */
function sinceFlag(text: string): string {
  parseSince(text, 0);
  return text;
}

function patternFlag(text: string): RegExp {
  try {
    return new RegExp(text, "u");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SyntaxError(why);
  }
}
