/**
 * `init` as typed: its flags and help.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
import { buildCommand } from "@stricli/core";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { jsonFlag, switchFlag } from "../shared/shared_flags.ts";
import { BRIEFS } from "../briefs.ts";
import type { InitFlags } from "./run.ts";

/** Adds Hearth to a repository. */
export const initCommand = buildCommand<InitFlags, [string?], TaskContext>({
  docs: {
    brief: BRIEFS.init,
    fullDescription: [
      "Finds out what the repository runs, from its dependency files, its code and",
      "files such as Procfile and compose.yml, and writes workspace.ts, the wrapper",
      "hearth and missing lines of .gitignore. Never overwrites a file: what is",
      "there stays, and is listed. On a terminal, asks where there is a choice.",
      "",
      "Examples:",
      "  npx hearthspace init",
      `  ${HEARTH} init ../shop --dry-run`,
      "  ./hearth init --undo",
    ].join("\n"),
  },
  parameters: {
    flags: {
      yes: switchFlag("Ask nothing: take the best guess and report it"),
      dryRun: switchFlag("Write nothing; print what would change as a diff"),
      nix: switchFlag("Also write flake.nix, .envrc and local.nix.example"),
      undo: switchFlag("Remove what init wrote, except files edited since"),
      json: jsonFlag,
    },
    positional: {
      kind: "tuple",
      parameters: [{
        brief: "Directory of the repository (default: the current one)",
        parse: String,
        placeholder: "dir",
        optional: true,
      }],
    },
  },
  loader: async () => (await import("./run.ts")).init,
});
