/**
 * `open` as typed: its help.
 *
 * @module
 */
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
      "Opens the page of each running service (or those named) in the browser,",
      "or prints the address where there is none. BROWSER is honored.",
      "",
      "A page that needs a sign-in is opened through a private file in .hearth,",
      "so that no token is on a command line. --print prints the addresses with",
      "their tokens on standard output and opens nothing: for SSH, and for a",
      "browser from Snap or Flatpak that cannot read that file.",
      "",
      "Examples:",
      "  deno task open server",
      "  deno task open --print server",
    ].join("\n"),
  },
  parameters: {
    flags: { print: switchFlag("Print the addresses, tokens included") },
    positional: serviceNames,
  },
  loader: async () => (await import("./run.ts")).open,
});
