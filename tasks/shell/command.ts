/**
 * `shell` as typed: its flags and help.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
import { buildCommand } from "@stricli/core";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { BRIEFS } from "../briefs.ts";
import { switchFlag } from "../shared/shared_flags.ts";
import type { ShellFlags } from "./run.ts";

/** Enters the workspace. */
export const shellCommand = buildCommand<ShellFlags, string[], TaskContext>({
  docs: {
    brief: BRIEFS.shell,
    fullDescription: [
      "Enters the flake's environment with .venv activated, in your usual shell.",
      "The environment is cached: Nix evaluates it again only if a file that the",
      "flake reads has changed. Without Nix, only .venv is activated.",
      ".hearth/enter does the same without starting Deno, so it is faster.",
      "",
      "Examples:",
      `  ${HEARTH} shell`,
      `  ${HEARTH} shell --shell fish`,
      `  ${HEARTH} shell -- python -m pytest -x`,
    ].join("\n"),
  },
  parameters: {
    flags: {
      shell: {
        kind: "enum",
        values: ["bash", "zsh", "fish"],
        brief: "Shell to enter (default: your own)",
        optional: true,
      },
      rebuild: switchFlag("Evaluate the flake even if nothing changed"),
      build: switchFlag("Only update the cached environment"),
      look: switchFlag("Only update the GPU and Ollama lines of the banner"),
    },
    positional: {
      kind: "array",
      parameter: {
        brief: "Command and its arguments, after --",
        parse: String,
        placeholder: "command",
      },
    },
  },
  loader: async () => (await import("./run.ts")).shell,
});
