/**
 * Keeping what entering a shell reads as it has to be.
 *
 * @module
 */
import { isEntryCurrent } from "./entry_record.ts";
import type { WorkspaceContext } from "../../workspace/workspace_context.ts";
import type { WorkOptions } from "../../core/reporter.ts";

/** Renews the stamp of an entry, and what is beside it, if it is stale. */
export async function keepEntry(
  context: WorkspaceContext<"fs" | "proc" | "env" | "clock">,
  options: WorkOptions,
): Promise<void> {
  if (await isEntryCurrent(context)) return;
  const { renewEntry } = await import("./entry_stamp.ts");
  await renewEntry(context, options);
}
