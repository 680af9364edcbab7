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
      "Installs the programs that the tests need, if no password is required,",
      "updates .venv, and runs all tests, or those in files whose path contains",
      "one of the given words. The word unit selects the fast tests beside the",
      "code, which need nothing installed. Several files run at once, as many as",
      "DENO_JOBS says, and what one prints is shown when it ends. Tests that failed",
      "or cannot run here are listed at the end. The last line of standard output",
      "is the count: N passed, N failed, N skipped.",
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
        brief: "Run only tests whose name contains TEXT or matches /TEXT/",
        optional: true,
      },
      install: {
        kind: "boolean",
        brief: "Install missing programs first",
        default: true,
      },
    },
    positional: {
      kind: "array",
      parameter: {
        brief: "Part of a test file's path, or unit",
        parse: String,
        placeholder: "word",
      },
    },
  },
  loader: async () => (await import("./run.ts")).test,
});
