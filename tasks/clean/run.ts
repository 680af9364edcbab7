/**
 * `clean` removes what Hearth made and can make again.
 *
 * @module
 */
import { clean as removeUnused } from "../../lib/workspace/clean.ts";
import { formatBytes } from "../../lib/core/text/format_bytes.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";

/** Flags of `clean`. */
export interface CleanFlags {
  readonly all: boolean;
  readonly data: boolean;
  readonly json: boolean;
}

/** Cleans and shows how much that gave. */
export async function clean(
  this: TaskContext,
  { all, data, json }: CleanFlags,
): Promise<void> {
  const { report } = this;
  const { removed, kilobytes } = await removeUnused(this, {
    all,
    data,
    report,
  });
  if (json) {
    report.result(JSON.stringify({ removed, kilobytes }));
  } else if (removed.length === 0) {
    report.note("Nothing to remove");
  } else {
    const size = formatBytes(kilobytes * 1024);
    report.note(`Removed ${removed.length} files and directories: ${size}`);
  }
}
