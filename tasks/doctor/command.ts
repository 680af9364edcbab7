/**
 * `doctor` as typed: its flags and help.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
import { buildCommand } from "@stricli/core";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { BRIEFS } from "../briefs.ts";
import { jsonFlag, switchFlag } from "../shared/shared_flags.ts";
import type { DoctorFlags } from "./run.ts";

/** Looks at every precondition. */
export const doctorCommand = buildCommand<DoctorFlags, [], TaskContext>({
  docs: {
    brief: BRIEFS.doctor,
    fullDescription: [
      "Checks the machine, its programs, .venv, .env, ports, Ollama and what",
      "earlier runs left behind, and says how to fix each problem. The exit code",
      "is 1 if something needed is missing or something is unsafe.",
      "",
      "With --fix, makes the safe repairs: makes .env and .hearth private, and",
      "removes stale service records, unfinished environments and dead tmux",
      "sockets.",
      "",
      "Examples:",
      `  ${HEARTH} doctor`,
      `  ${HEARTH} doctor --fix`,
      `  ${HEARTH} doctor --json`,
    ].join("\n"),
  },
  parameters: {
    flags: {
      fix: switchFlag("Make the safe repairs"),
      json: jsonFlag,
    },
  },
  loader: async () => (await import("./run.ts")).doctor,
});
