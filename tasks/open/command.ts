/**
 * `open` as typed: its help.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
import { buildCommand } from "@stricli/core";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { serviceNames, switchFlag } from "../shared/shared_flags.ts";
import { BRIEFS } from "../briefs.ts";
import type { OpenFlags } from "./run.ts";

/** Opens pages. */
export const openCommand = buildCommand<OpenFlags, string[], TaskContext>({
  docs: {
    brief: BRIEFS.open,
    fullDescription: [
      "Opens the page of each running service (or those named) in the browser, and",
      "prints its address. Respects BROWSER.",
      "",
      "A page that needs a sign-in is opened through a private file in .hearth, so",
      "that no token appears on a command line. With --print, prints the addresses",
      "with their tokens and opens nothing: for SSH, and for Snap or Flatpak",
      "browsers that cannot read that file.",
      "",
      "Examples:",
      `  ${HEARTH} open server`,
      `  ${HEARTH} open --print server`,
    ].join("\n"),
  },
  parameters: {
    flags: {
      print: switchFlag("Print addresses with tokens; do not open them"),
    },
    positional: serviceNames,
  },
  loader: async () => (await import("./run.ts")).open,
});
