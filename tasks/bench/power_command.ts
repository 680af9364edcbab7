/**
 * `bench power` as typed: its flags and help.
 *
 * @module
 */
import { buildCommand, type Command } from "@stricli/core";
import { parseGateFlag } from "../../lib/bench/gate/gate_flag.ts";
import { numberFlag } from "../../lib/core/text/number_flag.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { HEARTH } from "../../lib/system/launcher.ts";
import { jsonFlag } from "../shared/shared_flags.ts";
import type { PowerFlags } from "./power.ts";

/** `--gate`, as `bench` takes it too. */
export const gateFlag = {
  kind: "parsed",
  parse: parseGateFlag,
  brief: "Slowdown that fails the comparison",
  default: "10%",
} as const;

/** Shows what the gate sees. */
export const powerCommand: Command<TaskContext> = buildCommand<
  PowerFlags,
  string[],
  TaskContext
>({
  docs: {
    brief: "Show which slowdowns the gate detects",
    fullDescription: [
      "Simulates the gate on recorded pairs of one commit measured against itself,",
      "1,000 times for each figure and each slowdown from 0 to 20 percent, and",
      "prints the percentage of runs that it calls slower.",
      "",
      "Without files, uses the recordings in bench/recordings.",
      "",
      "Examples:",
      `  ${HEARTH} bench power --gate 5%`,
      `  ${HEARTH} bench start --against HEAD --gate 1% --json >own.json`,
      `  ${HEARTH} bench power own.json`,
    ].join("\n"),
  },
  parameters: {
    flags: {
      gate: gateFlag,
      rounds: {
        kind: "parsed",
        parse: numberFlag({ min: 1, max: 1_000_000 }),
        brief: "Pairs before the first decision (default: set by each suite)",
        optional: true,
      },
      runs: {
        kind: "parsed",
        parse: numberFlag({ min: 1, max: 1_000_000 }),
        brief: "Simulated runs for each slowdown",
        default: "1000",
      },
      json: jsonFlag,
    },
    positional: {
      kind: "array",
      parameter: {
        brief: "Output of --json and --against, for a commit and itself",
        parse: String,
        placeholder: "FILE",
      },
    },
  },
  loader: async () => (await import("./power.ts")).benchPower,
});
