/**
 * `shell` as typed: its flags and help.
 *
 * @module
 */
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
      "Enters the flake's shell with .venv activated, in your own shell, from a",
      "cached environment: Nix is asked only when something changed that the",
      "flake reads. Without Nix it enters .venv alone. .hearth/enter does the",
      "same without Deno, in no time.",
      "",
      "Examples:",
      "  deno task shell",
      "  deno task shell --shell fish",
      "  deno task shell -- python -m pytest -x",
    ].join("\n"),
  },
  parameters: {
    flags: {
      shell: {
        kind: "enum",
        values: ["bash", "zsh", "fish"],
        brief: "Enter this one; your own when absent",
        optional: true,
      },
      rebuild: switchFlag("Ask Nix even where nothing changed"),
      build: switchFlag("Only make the cached environment current"),
      look: switchFlag("Only look at GPU and Ollama again, for the banner"),
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
