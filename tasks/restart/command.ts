/**
 * `restart` as typed: its flags and help.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
import { buildCommand } from "@stricli/core";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { jsonFlag, modeFlag, serviceNames } from "../shared/shared_flags.ts";
import { BRIEFS } from "../briefs.ts";
import type { RestartFlags } from "./run.ts";

/** Stops and starts services. */
export const restartCommand = buildCommand<
  RestartFlags,
  string[],
  TaskContext
>({
  docs: {
    brief: BRIEFS.restart,
    fullDescription: [
      "Stops all services (or those named, with those that depend on them) and",
      "starts them again on the same ports, with the current environment. Opens no",
      "pages: tabs that are already open keep working.",
      "",
      "Examples:",
      `  ${HEARTH} restart server`,
      `  ${HEARTH} restart jupyter --mode tmux`,
    ].join("\n"),
  },
  parameters: {
    flags: {
      mode: {
        ...modeFlag,
        brief: "Where the services run (default: as before)",
        optional: true,
      },
      json: jsonFlag,
    },
    positional: serviceNames,
  },
  loader: async () => (await import("./run.ts")).restart,
});
