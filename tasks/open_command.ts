/**
 * `open` as typed: its help.
 *
 * @module
 */
import { buildCommand } from "@stricli/core";
import type { TaskContext } from "../lib/task_context.ts";
import { serviceNames } from "./shared_flags.ts";
import { BRIEFS } from "./briefs.ts";

/** Opens pages. */
export const openCommand = buildCommand<
  Record<never, never>,
  string[],
  TaskContext
>({
  docs: {
    brief: BRIEFS.open,
    fullDescription: [
      "Opens the page of each running service (or those named) in the browser,",
      "or prints the address where there is none. BROWSER is honoured.",
      "",
      "Example: deno task open server",
    ].join("\n"),
  },
  parameters: { positional: serviceNames },
  loader: async () => (await import("./open.ts")).open,
});
