/**
 * `clean` as typed: its flags and help.
 *
 * @module
 */
import { buildCommand } from "@stricli/core";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { jsonFlag, switchFlag } from "../shared/shared_flags.ts";
import { BRIEFS } from "../briefs.ts";
import type { CleanFlags } from "./run.ts";

/** Removes what can be made again. */
export const cleanCommand = buildCommand<CleanFlags, [], TaskContext>({
  docs: {
    brief: BRIEFS.clean,
    fullDescription: [
      "Removes environments that are not in use, old logs and records of",
      "services that are gone, and shows how much space that gave. With --all",
      "also .venv, everything in .hearth and git's notebook filter; services",
      "must be stopped first.",
      "Never .env, notebooks, the app's conversations or anything else of yours.",
      "",
      "Examples:",
      "  deno task clean",
      "  deno task clean --all",
    ].join("\n"),
  },
  parameters: {
    flags: {
      all: switchFlag("Everything: .venv and .hearth"),
      json: jsonFlag,
    },
  },
  loader: async () => (await import("./run.ts")).clean,
});
