/**
 * `upgrade` as typed: its flags and help.
 *
 * @module
 */
import { buildCommand } from "@stricli/core";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { BRIEFS } from "../briefs.ts";
import { jsonFlag } from "../shared/shared_flags.ts";
import type { UpgradeFlags } from "./run.ts";

/** Pins another version in the wrapper. */
export const upgradeCommand = buildCommand<
  UpgradeFlags,
  [string?],
  TaskContext
>({
  docs: {
    brief: BRIEFS.upgrade,
    fullDescription: [
      "Fetches a version of Hearth, checks that it can read workspace.ts, pins it",
      "in the wrapper ./hearth and shows what is new. The earlier version stays in",
      "the user's cache. Without a version, the newest one. A checkout of Hearth",
      "is upgraded with git.",
      "",
      "Examples:",
      "  ./hearth upgrade",
      "  ./hearth upgrade 0.2.0",
    ].join("\n"),
  },
  parameters: {
    flags: { json: jsonFlag },
    positional: {
      kind: "tuple",
      parameters: [{
        brief: "Version, such as 0.2.0 (default: the newest)",
        placeholder: "version",
        parse: String,
        optional: true,
      }],
    },
  },
  loader: async () => (await import("./run.ts")).upgrade,
});
