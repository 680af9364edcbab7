/**
 * `stop` as typed: its flags and help.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
import { buildCommand } from "@stricli/core";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { jsonFlag, serviceNames } from "../shared/shared_flags.ts";
import { BRIEFS } from "../briefs.ts";
import type { StopFlags } from "./run.ts";

/** Ends services. */
export const stopCommand = buildCommand<StopFlags, string[], TaskContext>({
  docs: {
    brief: BRIEFS.stop,
    fullDescription: [
      "Stops every service that start launched (or those named, with those that",
      "depend on them): asks all of its processes to exit, kills those that do not,",
      "and checks that none is left. Dependent services stop first.",
      "Programs that Hearth did not start are never touched: if one of those may",
      "hold a service's port, stop names it and exits with code 1.",
      "",
      "Examples:",
      `  ${HEARTH} stop`,
      `  ${HEARTH} stop server`,
    ].join("\n"),
  },
  parameters: { flags: { json: jsonFlag }, positional: serviceNames },
  loader: async () => (await import("./run.ts")).stop,
});
