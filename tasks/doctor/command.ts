/**
 * `doctor` as typed: its flags and help.
 *
 * @module
 */
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
      "Looks at the machine, its programs, .venv, .env, ports, Ollama and what",
      "earlier runs left, and says what to do about each. Exit code 1 when",
      "something is missing that is needed, or unsafe.",
      "",
      "With --fix it does what is safe: private modes for .env and .hearth,",
      "records of services that are gone, unfinished environments, dead tmux",
      "sockets.",
      "",
      "Examples:",
      "  deno task doctor",
      "  deno task doctor --fix",
      "  deno task doctor --json",
    ].join("\n"),
  },
  parameters: {
    flags: {
      fix: switchFlag("Fix what is safe to fix"),
      json: jsonFlag,
    },
  },
  loader: async () => (await import("./run.ts")).doctor,
});
