/**
 * `status` as typed: its flags and help.
 *
 * @module
 */
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
      "stopping, stopped, failed (it exited by itself) or stale (its record",
      "belongs to a process that no longer exists).",
      "",
      "Examples:",
      "  deno task status",
      "  deno task status --why",
      "  deno task status --json",
    ].join("\n"),
  },
  parameters: {
    flags: {
      why: switchFlag("Explain each state"),
      json: jsonFlag,
    },
    positional: serviceNames,
  },
  loader: async () => (await import("./run.ts")).status,
});
