/**
 * Keeping what entering a shell reads as it has to be.
 *
 * @module
 */
import { isEntryCurrent } from "./entry_record.ts";
import type { WorkspaceContext } from "../../workspace/workspace_context.ts";
import type { Program } from "../../setup/python/interpreter.ts";
import type { WorkOptions } from "../../core/reporter.ts";

/**
 * Renews the stamp of an entry, and what is beside it, if it is stale.
 *
 * @param options.pythons What setup found on PATH a moment ago
 */
export async function keepEntry(
  context: WorkspaceContext<"fs" | "proc" | "env" | "clock">,
  { pythons, ...options }: WorkOptions & { pythons: readonly Program[] },
): Promise<void> {
  if (await isEntryCurrent(context, pythons)) return;
  const { renewEntry } = await import("./entry_stamp.ts");
  await renewEntry(context, options);
}
