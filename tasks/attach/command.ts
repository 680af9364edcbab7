/**
 * `attach` as typed: its help.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
import { buildCommand } from "@stricli/core";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { BRIEFS } from "../briefs.ts";

/** Attaches the terminal to a service. */
export const attachCommand = buildCommand<
  Record<never, never>,
  [string],
  TaskContext
>({
  docs: {
    brief: BRIEFS.attach,
    fullDescription: [
      "Attaches to the tmux session of a service started with --mode tmux.",
      "Press Ctrl-b d to detach; the service keeps running.",
      "",
      `Example: ${HEARTH} attach jupyter`,
    ].join("\n"),
  },
  parameters: {
    positional: {
      kind: "tuple",
      parameters: [
        { brief: "Service", parse: String, placeholder: "service" },
      ],
    },
  },
  loader: async () => (await import("./run.ts")).attach,
});
