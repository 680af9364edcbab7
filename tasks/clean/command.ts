/**
 * `clean` as typed: its flags and help.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
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
      "Removes unused environments, old logs and records of services that no",
      "longer run, and shows how much space that freed. With --all, also removes",
      ".venv, everything else in .hearth, and git's notebook filter; stop the",
      "services first.",
      "",
      "Never removes .env, notebooks, the app's conversations or other files of",
      "yours. Databases and what else services keep in .hearth/data go with --data",
      "only.",
      "",
      "Examples:",
      `  ${HEARTH} clean`,
      `  ${HEARTH} clean --all`,
      `  ${HEARTH} clean --data`,
    ].join("\n"),
  },
  parameters: {
    flags: {
      all: switchFlag("Also remove .venv and the rest of .hearth"),
      data: switchFlag("Also remove the data of services: databases"),
      json: jsonFlag,
    },
  },
  loader: async () => (await import("./run.ts")).clean,
});
