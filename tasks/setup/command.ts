/**
 * `setup` as typed: its flags and help.
 *
 * @module
 */
import { buildCommand } from "@stricli/core";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { jsonFlag, switchFlag } from "../shared/shared_flags.ts";
import { BRIEFS } from "../briefs.ts";
import type { SetupFlags } from "./run.ts";

/** A flag that may be repeated. */
function repeated(brief: string, placeholder: string) {
  return {
    kind: "parsed",
    parse: String,
    brief,
    placeholder,
    variadic: true,
    optional: true,
  } as const;
}

/** Makes the clone ready. */
export const setupCommand = buildCommand<SetupFlags, [], TaskContext>({
  docs: {
    brief: BRIEFS.setup,
    fullDescription: [
      "Fills .venv from requirements.lock, keeps notebooks' outputs out of",
      "commits and prepares the app's assets. What is current is left alone; a",
      "changed requirements.txt is locked again. Until the new .venv is finished",
      "and checked, the earlier one stays.",
      "",
      "Examples:",
      "  deno task setup",
      "  deno task setup --check",
      "  deno task setup --add polars",
      "  deno task setup --python 3.12 --upgrade",
    ].join("\n"),
  },
  parameters: {
    flags: {
      check: switchFlag("Only say whether all is current: exit code 0 or 1"),
      upgrade: switchFlag(
        "Take the newest versions that requirements.txt allows",
      ),
      locked: switchFlag("Fail where requirements.lock would have to change"),
      python: {
        kind: "parsed",
        parse: String,
        brief: "Python to use from now on; auto for the one on PATH",
        placeholder: "path|version",
        optional: true,
      },
      with: repeated("Add the group of requirements-NAME.txt", "name"),
      without: repeated("Drop a group again", "name"),
      add: repeated("Add a requirement to requirements.txt", "requirement"),
      quiet: switchFlag("Say nothing when there is nothing to do"),
      json: jsonFlag,
    },
  },
  loader: async () => (await import("./run.ts")).setup,
});
