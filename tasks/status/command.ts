/**
 * `status` as typed: its flags and help.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
import { buildCommand } from "@stricli/core";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { jsonFlag, serviceNames, switchFlag } from "../shared/shared_flags.ts";
import { BRIEFS } from "../briefs.ts";
import type { StatusFlags } from "./run.ts";

/** Reports what runs. */
export const statusCommand = buildCommand<StatusFlags, string[], TaskContext>({
  docs: {
    brief: BRIEFS.status,
    fullDescription: [
      "Checks each service's processes and shows its state: running, starting,",
      "restarting (it exited and will be started again), stopping, stopped, failed",
      "(it exited by itself) or stale (its record belongs to a process that no",
      "longer exists).",
      "--why also says how a service's processes are known, and what each uses.",
      "--watch shows a table that is redrawn every second until Ctrl-C; without a",
      "terminal it prints a line whenever a service changes.",
      "",
      "Examples:",
      `  ${HEARTH} status`,
      `  ${HEARTH} status --watch`,
      `  ${HEARTH} status --why`,
      `  ${HEARTH} status --json`,
    ].join("\n"),
  },
  parameters: {
    flags: {
      why: switchFlag("Explain each state, and list processes"),
      watch: switchFlag("Keep showing uptime, memory, CPU and last line"),
      json: jsonFlag,
    },
    positional: serviceNames,
  },
  loader: async () => (await import("./run.ts")).status,
});
