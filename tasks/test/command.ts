/**
 * `test` as typed: its flags and help.
 *
 * @module
 */
import { buildCommand } from "@stricli/core";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { BRIEFS } from "../briefs.ts";
import type { TestFlags } from "./run.ts";

/** Runs the tests. */
export const testCommand = buildCommand<TestFlags, string[], TaskContext>({
  docs: {
    brief: BRIEFS.test,
    fullDescription: [
      "Installs the programs that the tests run, where that needs no password,",
      "makes .venv current, then runs every test, or those in files whose path",
      "holds one of the given words. The word unit means the fast tests beside",
      "the code, which need nothing installed. Tests that cannot run here are",
      "named. The last line of standard output counts: N passed, N failed, N",
      "skipped.",
      "",
      "Examples:",
      "  deno task test",
      "  deno task test unit",
      "  deno task test lib/secrets harness",
      "  deno task test --filter Ctrl-C",
    ].join("\n"),
  },
  parameters: {
    flags: {
      filter: {
        kind: "parsed",
        parse: String,
        brief: "Only tests whose name holds this text, or matches /this/",
        optional: true,
      },
      install: {
        kind: "boolean",
        brief: "Install what is missing first",
        default: true,
      },
    },
    positional: {
      kind: "array",
      parameter: {
        brief: "Part of a test file's path",
        parse: String,
        placeholder: "word",
      },
    },
  },
  loader: async () => (await import("./run.ts")).test,
});
