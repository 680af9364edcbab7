/**
 * `stop` as typed: its flags and help.
 *
 * @module
 */
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
      "Asks every service that start launched (or those named) to end, waits,",
      "ends by force what does not, and looks once more that nothing is left.",
      "Programs that Hearth did not start are never touched: what keeps a",
      "service's port and may be of another origin is named, with exit code 1.",
      "",
      "Examples:",
      "  deno task stop",
      "  deno task stop server",
    ].join("\n"),
  },
  parameters: { flags: { json: jsonFlag }, positional: serviceNames },
  loader: async () => (await import("./run.ts")).stop,
});
