/**
 * `setup` as typed: its flags and help.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
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
      "Installs the project's packages into .venv, sets up git to keep notebook",
      "outputs out of commits, and prepares the app's web assets. Packages come from",
      "the first of uv.lock, pylock.toml, requirements.lock, requirements.txt,",
      "pyproject.toml and environment.yml, or from python.from in workspace.ts. Skips",
      "what is current, and locks again if requirements changed. The old .venv stays",
      "in place until the new one is built and checked.",
      "",
      "Examples:",
      `  ${HEARTH} setup`,
      `  ${HEARTH} setup --check`,
      `  ${HEARTH} setup --add polars`,
      `  ${HEARTH} setup --python 3.12 --upgrade`,
    ].join("\n"),
  },
  parameters: {
    flags: {
      check: switchFlag(
        "Only report whether everything is current (exit code 0 or 1)",
      ),
      upgrade: switchFlag(
        "Upgrade to the newest versions that the requirements allow",
      ),
      locked: switchFlag("Fail if a lock is missing or would have to change"),
      lock: switchFlag(
        "Keep the lock beside requirements.txt, to be committed",
      ),
      python: {
        kind: "parsed",
        parse: String,
        brief: "Python to use from now on; auto: the first that fits",
        placeholder: "path|version",
        optional: true,
      },
      with: repeated(
        "Also install a dependency group, or requirements-NAME.txt",
        "name",
      ),
      without: repeated("Stop installing a group", "name"),
      add: repeated(
        "Add a package to pyproject.toml or requirements.txt",
        "requirement",
      ),
      yes: switchFlag("Have uv install a Python without asking, if none fits"),
      quiet: switchFlag("Print nothing if there is nothing to do"),
      json: jsonFlag,
    },
  },
  loader: async () => (await import("./run.ts")).setup,
});
