/**
 * `bench` as typed: its flags and help.
 *
 * @module
 */
import { buildCommand, buildRouteMap } from "@stricli/core";
import { numberFlag } from "../../lib/core/text/number_flag.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { HEARTH } from "../../lib/system/launcher.ts";
import { gateFlag, powerCommand } from "./power_command.ts";
import { BRIEFS } from "../briefs.ts";
import { jsonFlag, switchFlag } from "../shared/shared_flags.ts";
import type { BenchFlags } from "./run.ts";
import type { CompareFlags } from "./compare.ts";

const DESCRIPTION = [
  "Runs benchmark suites (default: all). Each round times the same work done",
  "by Hearth, by plain commands (the floor) and by other tools on PATH. Prints",
  "the median, the spread and the ratio to the floor, with its 95 percent",
  "confidence interval.",
  "",
  "With --against, measures another commit and this tree instead, in pairs,",
  "until the result is clear. The exit code is 1 only if this tree is proven",
  "slower by more than the gate; at most one run in 100 is wrong about that.",
  "",
  `All flags: ${HEARTH} bench run --help`,
  "",
  "Examples:",
  `  ${HEARTH} bench entry start`,
  `  ${HEARTH} bench start --rounds 20 --html bench.html`,
  `  ${HEARTH} bench start --against main --gate 10%`,
  `  ${HEARTH} bench --trace`,
  `  ${HEARTH} bench compare before.json after.json`,
  `  ${HEARTH} bench power --gate 5%`,
].join("\n");

const fileFlag = (brief: string) =>
  ({
    kind: "parsed",
    parse: String,
    brief,
    placeholder: "FILE",
    optional: true,
  }) as const;

const runCommand = buildCommand<BenchFlags, string[], TaskContext>({
  docs: {
    brief: BRIEFS.bench,
    fullDescription: DESCRIPTION,
  },
  parameters: {
    flags: {
      rounds: {
        kind: "parsed",
        parse: numberFlag({ min: 1, max: 1_000_000 }),
        brief: "Rounds to measure (default: set by each suite)",
        optional: true,
      },
      json: jsonFlag,
      svg: fileFlag("Write a bar chart as SVG"),
      html: fileFlag("Write an HTML page with the chart and tables"),
      against: {
        kind: "parsed",
        parse: String,
        brief: "Compare this tree with another commit",
        placeholder: "REF",
        optional: true,
      },
      kit: {
        kind: "parsed",
        parse: String,
        brief: "Also measure the Hearth in another directory",
        placeholder: "DIR",
        optional: true,
      },
      gate: gateFlag,
      count: {
        kind: "boolean",
        brief: "Also count instructions, where the work is deterministic",
        default: true,
      },
      minutes: {
        kind: "parsed",
        parse: numberFlag({ min: 1, max: 1_000_000 }),
        brief: "Minutes that --against may take for each figure",
        default: "5",
      },
      requirePower: switchFlag("Also fail if the result is too noisy to tell"),
      baseline: fileFlag("Compare with the output of an earlier --json"),
      trace: switchFlag(
        "Time the phases of entering this workspace, and exit",
      ),
      list: switchFlag("List the suites and exit"),
    },
    positional: {
      kind: "array",
      parameter: {
        brief: "Suites to run (default: all)",
        parse: String,
        placeholder: "suite",
      },
    },
  },
  loader: async () => (await import("./run.ts")).bench,
});

const compareCommand = buildCommand<
  CompareFlags,
  [string, string],
  TaskContext
>({
  docs: {
    brief: "Compare two results of --json",
    fullDescription: [
      "Compares the ratios to the floor: times from different machines or days",
      "are not comparable. It is a change only if the intervals do not overlap.",
      "",
      `Example: ${HEARTH} bench compare before.json after.json`,
    ].join("\n"),
  },
  parameters: {
    flags: { json: jsonFlag },
    positional: {
      kind: "tuple",
      parameters: [
        { brief: "Earlier result", parse: String, placeholder: "A.json" },
        { brief: "Later result", parse: String, placeholder: "B.json" },
      ],
    },
  },
  loader: async () => (await import("./compare.ts")).benchCompare,
});

/** Measures, and compares what was measured. */
export const benchCommand = buildRouteMap<
  "run" | "compare" | "power",
  TaskContext
>({
  routes: { run: runCommand, compare: compareCommand, power: powerCommand },
  defaultCommand: "run",
  docs: { brief: BRIEFS.bench, fullDescription: DESCRIPTION },
});
