/**
 * Keeping what entering a shell reads as it has to be.
 *
 * @module
 */
import { isEntryCurrent } from "./entry_record.ts";
import type { Paths } from "../../core/files/paths.ts";
import type { WorkOptions } from "../../core/reporter.ts";
import type { System } from "../../system/mod.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** Renews the stamp of an entry, and what is beside it, if it is stale. */
export async function keepEntry(
  system: Pick<System, "fs" | "proc" | "env" | "clock">,
  paths: Paths,
  workspace: Workspace,
  options: WorkOptions,
): Promise<void> {
  if (await isEntryCurrent(system, paths)) return;
  const { renewEntry } = await import("./entry_stamp.ts");
  await renewEntry(system, paths, workspace, options);
}
