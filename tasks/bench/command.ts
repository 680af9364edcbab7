/**
 * `bench` as typed: its flags and help.
 *
 * @module
 */
import { buildCommand, buildRouteMap } from "@stricli/core";
import { numberFlag } from "../../lib/core/text/number_flag.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { gateFlag, powerCommand } from "./power_command.ts";
import { BRIEFS } from "../briefs.ts";
import { jsonFlag, switchFlag } from "../shared/shared_flags.ts";
import type { BenchFlags } from "./run.ts";
import type { CompareFlags } from "./compare.ts";

const DESCRIPTION = [
  "Runs suites (all, or those named): the same work done by Hearth, by bare",
  "commands and by other tools on PATH, in turn, round by round. Tells",
  "medians, their spread, and how many times as long as the floor each",
  "takes, with the interval in which that lies with 95 percent confidence.",
  "",
  "With --against it measures another commit and this tree instead, in pairs,",
  "until the answer is clear. It exits with 1 only for what is proven to be",
  "slower by more than the gate: one run in 100 is wrong about that, at most.",
  "",
  "All flags: deno task bench run --help",
  "",
  "Examples:",
  "  deno task bench cli start",
  "  deno task bench start --rounds 20 --html bench.html",
  "  deno task bench cli --against main --gate 10%",
  "  deno task bench --trace",
  "  deno task bench compare before.json after.json",
  "  deno task bench power --gate 5%",
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
        brief: "Counted rounds; each suite has its own number",
        optional: true,
      },
      json: jsonFlag,
      svg: fileFlag("Write a bar chart"),
      html: fileFlag("Write one page with chart and tables"),
      against: {
        kind: "parsed",
        parse: String,
        brief: "Compare this tree to another commit",
        placeholder: "REF",
        optional: true,
      },
      gate: gateFlag,
      count: {
        kind: "boolean",
        brief: "Count instructions, too, where the work is deterministic",
        default: true,
      },
      requirePower: switchFlag("Fail too where it is too noisy to tell"),
      baseline: fileFlag("Report what changed since an earlier --json"),
      trace: switchFlag(
        "Split one entry of this workspace into its phases, and no more",
      ),
      list: switchFlag("Name the suites and do nothing"),
    },
    positional: {
      kind: "array",
      parameter: {
        brief: "What to measure; everything when nothing is named",
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
    brief: "Compare two results that --json printed",
    fullDescription: [
      "Compares ratios to the floor, for times of different machines or days",
      "mean nothing. Only what lies outside both intervals counts as a change.",
      "",
      "Example: deno task bench compare before.json after.json",
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
