/**
 * `flakes` as typed: its flags and help.
 *
 * @module
 */
import { buildCommand } from "@stricli/core";
import { parseExpectation } from "../../lib/flakes/expect/bisect_expectation.ts";
import { parseShard } from "../../lib/flakes/select/shard.ts";
import { numberFlag } from "../../lib/core/text/number_flag.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { BRIEFS } from "../briefs.ts";
import { jsonFlag, switchFlag } from "../shared/shared_flags.ts";
import type { FlakesFlags } from "../../lib/flakes/select/flakes_flags.ts";

const text = (brief: string, placeholder: string) =>
  ({
    kind: "parsed",
    parse: String,
    brief,
    placeholder,
    optional: true,
  }) as const;

const count = (brief: string) =>
  ({
    kind: "parsed",
    parse: numberFlag({ min: 1, max: 1_000_000 }),
    brief,
    placeholder: "N",
    optional: true,
  }) as const;

/** Tests flake revisions. */
export const flakesCommand = buildCommand<
  FlakesFlags,
  string[],
  TaskContext
>({
  docs: {
    brief: BRIEFS.flakes,
    fullDescription: [
      "Takes the flakes in a directory, or the flake of a repository in all its",
      "commits, and reports which shells parse, evaluate, can be entered and do",
      "what they expect, for each system, and since when they do not. Without",
      "the real nixpkgs, Nix evaluates them over this machine's own programs.",
      "Neither the working tree nor the index of a repository is touched.",
      "",
      "Exit code 1 when something failed that its expect.json does not expect.",
      "",
      "Examples:",
      "  deno task flakes",
      "  deno task flakes --history . --html flakes.html",
      "  deno task flakes --history ~/project --bisect v1.0..main",
      "  deno task flakes merge part1.json part2.json",
    ].join("\n"),
  },
  parameters: {
    flags: {
      dir: text("Directory of flakes (default: tests/flakes)", "PATH"),
      history: text("Repository, or the flake's directory in one", "REPO"),
      range: text("Commits of it, as git rev-list takes them", "A..B"),
      tier: {
        kind: "enum",
        values: ["parse", "evaluate", "enter", "smoke"],
        brief: "How far to go (default: smoke; with --history: evaluate)",
        optional: true,
      },
      system: {
        ...text("Systems to test (default: all that a flake has)", "SYSTEM"),
        variadic: ",",
      },
      shell: {
        ...text("Shells to test (default: all that a flake has)", "NAME"),
        variadic: ",",
      },
      nixpkgs: {
        kind: "parsed",
        parse: String,
        brief: "Packages from: auto, host, locked or a flake reference",
        default: "auto",
        placeholder: "FROM",
      },
      asOf: {
        kind: "enum",
        values: ["commit", "today"],
        brief: "Whether a commit meets the nixpkgs at that commit",
        default: "commit",
      },
      jobs: count("Processes at a time (default: one for each core)"),
      timeout: count("Seconds for one evaluation (60) or entered shell (300)"),
      builders: text(
        "Machines that build, as Nix's --builders has them",
        "SPEC",
      ),
      cache: {
        kind: "boolean",
        brief: "Use what earlier runs found out",
        default: true,
      },
      strictNames: switchFlag(
        "Fail when no one could look up a package's name",
      ),
      bisect: text("Find the first bad commit of --history", "GOOD..BAD"),
      expect: {
        kind: "parsed",
        parse: parseExpectation,
        brief: "What is good: passed, failed or SYSTEM=passed",
        placeholder: "WHAT",
        optional: true,
        variadic: ",",
      },
      matrix: switchFlag(
        "Print the matrix of a GitHub Actions job and test nothing",
      ),
      shard: {
        kind: "parsed",
        parse: parseShard,
        brief: "Test only the i-th of n parts, for instance 1/4",
        placeholder: "I/N",
        optional: true,
      },
      html: text("Write a page with all of it", "FILE"),
      junit: text("Write it as JUnit XML", "FILE"),
      json: jsonFlag,
    },
    positional: {
      kind: "array",
      parameter: {
        brief: "merge and files: put reports of parts together",
        parse: String,
        placeholder: "merge file",
      },
    },
  },
  loader: async () => (await import("./run.ts")).flakes,
});
