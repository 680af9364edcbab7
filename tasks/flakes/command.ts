/**
 * `flakes` as typed: its flags and help.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
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
      "Tests the flakes in a directory, or every commit of a repository's flake.",
      "For each system, reports which development shells parse, evaluate, can be",
      "entered and do what their expect.json says, and since which commit they do",
      "not. If the real nixpkgs is not available, Nix evaluates them with this",
      "machine's own programs. Never changes the repository's working tree or",
      "index.",
      "",
      "The exit code is 1 if something fails that expect.json does not expect.",
      "",
      "Examples:",
      `  ${HEARTH} flakes`,
      `  ${HEARTH} flakes --history . --html flakes.html`,
      `  ${HEARTH} flakes --history ~/project --bisect v1.0..main`,
      `  ${HEARTH} flakes merge part1.json part2.json`,
      `  ${HEARTH} flakes names --from github:NixOS/nixpkgs`,
    ].join("\n"),
  },
  parameters: {
    flags: {
      dir: text(
        "Directory of flakes (default: tests/flakes, or this one)",
        "PATH",
      ),
      history: text(
        "Repository to test, or the flake's directory in it",
        "REPO",
      ),
      range: text("Commits to test, as for git rev-list", "A..B"),
      tier: {
        kind: "enum",
        values: ["parse", "evaluate", "enter", "smoke"],
        brief: "Last test to run (default: smoke; with --history: evaluate)",
        optional: true,
      },
      system: {
        ...text("Systems to test (default: all of the flake's)", "SYSTEM"),
        variadic: ",",
      },
      shell: {
        ...text("Shells to test (default: all of the flake's)", "NAME"),
        variadic: ",",
      },
      nixpkgs: {
        kind: "parsed",
        parse: String,
        brief: "Source of packages: auto, host, locked or a flake reference",
        default: "auto",
        placeholder: "FROM",
      },
      asOf: {
        kind: "enum",
        values: ["commit", "today"],
        brief: "Test with the nixpkgs of the commit's day, or of today",
        default: "commit",
      },
      jobs: count("Parallel processes (default: one per core)"),
      timeout: count(
        "Seconds for each evaluation (default: 60) or shell (300)",
      ),
      builders: text(
        "Remote builders, as for Nix's --builders",
        "SPEC",
      ),
      cache: {
        kind: "boolean",
        brief: "Reuse results of earlier runs",
        default: true,
      },
      strictNames: switchFlag(
        "Fail if a package's name is unknown",
      ),
      bisect: text("Find the first bad commit of --history", "GOOD..BAD"),
      expect: {
        kind: "parsed",
        parse: parseExpectation,
        brief: "Result of a good commit: passed, failed or SYSTEM=passed",
        placeholder: "WHAT",
        optional: true,
        variadic: ",",
      },
      matrix: switchFlag(
        "Print a GitHub Actions matrix and exit",
      ),
      shard: {
        kind: "parsed",
        parse: parseShard,
        brief: "Test only part I of N, for instance 1/4",
        placeholder: "I/N",
        optional: true,
      },
      from: text("Read the names of packages from a nixpkgs", "REFERENCE"),
      html: text("Write the results as an HTML page", "FILE"),
      markdown: text("Add a summary for a pull request to a file", "FILE"),
      junit: text("Write the results as JUnit XML", "FILE"),
      json: jsonFlag,
    },
    positional: {
      kind: "array",
      parameter: {
        brief:
          "merge FILE... combines reports; names fetches the names of packages",
        parse: String,
        placeholder: "merge file|names",
      },
    },
  },
  loader: async () => (await import("./run.ts")).flakes,
});
