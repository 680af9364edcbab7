/**
 * `init --undo` leaves a repository as it was before init.
 *
 * @module
 */
import { UserError } from "../../lib/core/errors.ts";
import { workspacePaths } from "../../lib/core/files/paths.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { undoFiles, type Undone } from "../../lib/init/write/undo.ts";
import { findServices } from "../../lib/services/claims/service_status.ts";
import { scanProcesses } from "../../lib/services/processes/process_scan.ts";
import { clean } from "../../lib/workspace/clean.ts";

/** Removes the files, then `.venv` and `.hearth`, which Hearth can make again. */
export async function undoInit(
  { system, paths: { main }, report }: TaskContext,
  root: string,
  { dryRun, json }: { readonly dryRun: boolean; readonly json: boolean },
): Promise<void> {
  const paths = workspacePaths(root, main);
  const found = await findServices(system, paths, await scanProcesses(system));
  const running = found.filter(({ members }) => members.length > 0);
  if (running.length > 0) {
    const names = running.map(({ name }) => name).join(", ");
    throw new UserError(`Cannot undo init: still running: ${names}`, {
      hint: "Run `./hearth stop` first.",
    });
  }
  const undone = await undoFiles(system, root, { dryRun });
  if (!dryRun) await clean(system, paths, { all: true, report });
  if (json) return void report.result(JSON.stringify({ root, ...undone }));
  reportUndone(undone, { dryRun, note: report.note, warn: report.warn });
  const rest = dryRun ? [] : await system.fs.readDir(paths.state) ?? [];
  if (rest.length > 0) {
    const names = rest.map(({ name }) => `.hearth/${name}`).join(", ");
    report.warn(`Kept ${names}: data that cannot be made again`);
  }
}

function reportUndone(
  { removed, restored, edited }: Undone,
  { dryRun, note, warn }: {
    readonly dryRun: boolean;
    readonly note: (message: string) => void;
    readonly warn: (message: string) => void;
  },
): void {
  const would = dryRun ? "Would remove" : "Removed";
  const state = dryRun ? [] : [".venv", ".hearth"];
  note(`${would} ${[...removed, ...state].join(", ")}`);
  if (restored.length > 0) {
    note(`${dryRun ? "Would restore" : "Restored"} ${restored.join(", ")}`);
  }
  if (edited.length > 0) {
    warn(`Kept ${edited.join(", ")}: edited since init. Remove by hand`);
  }
}
