/**
 * `init --undo` leaves a repository as it was before init.
 *
 * @module
 */
import { UserError } from "../../lib/core/errors.ts";
import { basename } from "../../lib/core/files/posix_path.ts";
import { workspacePaths } from "../../lib/core/files/paths.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { undoFiles, type Undone } from "../../lib/init/write/undo.ts";
import { findServices } from "../../lib/services/status/service_status.ts";
import { scanProcesses } from "../../lib/services/processes/process_scan.ts";
import { earlierVenv } from "../../lib/setup/venv/swap_venv.ts";
import { shellQuote } from "../../lib/core/text/shell_quote.ts";
import { clean } from "../../lib/workspace/clean.ts";

/**
 * Removes the files, then `.venv` and `.hearth`, which Hearth can make again. A
 * `.venv` from before gets its name back.
 */
export async function undoInit(
  { system, paths: { main }, report }: TaskContext,
  root: string,
  { dryRun, json }: { readonly dryRun: boolean; readonly json: boolean },
): Promise<void> {
  const paths = workspacePaths(root, main);
  const found = await findServices(
    { system, paths },
    await scanProcesses(system),
  );
  const running = found.filter(({ members }) => members.length > 0);
  if (running.length > 0) {
    const names = running.map(({ name }) => name).join(", ");
    throw new UserError(`Cannot undo init: still running: ${names}`, {
      hint: "Run `./hearth stop` first.",
    });
  }
  const { fs } = system;
  const venv = (await fs.statLink(paths.venv))?.kind;
  const earlier = earlierVenv(paths);
  const hasEarlier = (venv === undefined || venv === "link") &&
    await fs.statLink(earlier) !== undefined;
  const kept: string[] = [];
  for (const path of [paths.data, paths.chat]) {
    if (await fs.statLink(path) !== undefined) {
      kept.push(`.hearth/${basename(path)}`);
    }
  }
  const files = await undoFiles(system, root, { dryRun });
  const undone = {
    ...files,
    removed: [
      ...files.removed,
      ...(venv === "link" ? [".venv"] : []),
      ...(kept.length === 0 ? [".hearth"] : []),
    ],
    restored: [...files.restored, ...(hasEarlier ? [".venv"] : [])],
    kept,
  };
  if (!dryRun) {
    await clean({ system, paths }, { all: true, report });
    if (hasEarlier) await fs.rename(earlier, paths.venv);
  }
  if (json) return void report.result(JSON.stringify({ root, ...undone }));
  reportUndone(undone, { dryRun, note: report.note, warn: report.warn });
  if (kept.length > 0) {
    const keeps = dryRun ? "Would keep" : "Kept";
    report.warn(
      `${keeps} ${
        kept.join(", ")
      }: data that cannot be made again. To remove: rm -r ${
        shellQuote(paths.state)
      }`,
    );
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
  note(`${dryRun ? "Would remove" : "Removed"} ${removed.join(", ")}`);
  if (restored.length > 0) {
    note(`${dryRun ? "Would restore" : "Restored"} ${restored.join(", ")}`);
  }
  if (edited.length > 0) {
    const keeps = dryRun ? "Would keep" : "Kept";
    warn(`${keeps} ${edited.join(", ")}: edited since init. Remove by hand`);
  }
}
