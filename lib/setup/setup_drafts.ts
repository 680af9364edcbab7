/**
 * Unfinished files that a killed setup leaves.
 *
 * @module
 */
import type { Context } from "../core/context.ts";
import { UserError } from "../core/errors.ts";
import { withLock } from "../core/files/file_lock.ts";
import { basename, dirname, join } from "../core/files/posix_path.ts";
import { removeDrafts } from "../core/files/remove_drafts.ts";
import { silent } from "../core/reporter.ts";

/** Those that uv writes, which have names of their own. */
const UV_DRAFT = /^requirements.*\.draft$/;

/**
 * Removes drafts of the workspace's own files. For callers that hold the lock
 * of setup.
 */
export async function removeSetupDrafts(
  context: Context<"fs">,
): Promise<void> {
  const { system, paths } = context;
  const owned = [paths.venv, paths.lock, paths.requirements];
  await removeDrafts(
    system,
    dirname(paths.venv),
    owned.map((path) => basename(path)),
  );
  await removeDrafts(system, paths.state, ["setup.json"]);
  for (const name of await uvDrafts(context)) {
    await system.fs.remove(join(paths.state, name));
  }
}

/**
 * Removes what a uv wrote that outlived its setup: it may do so after the next
 * setup has ended. Leaves everything to a setup that runs now.
 */
export async function removeLateDrafts(
  context: Context<"fs" | "clock">,
): Promise<void> {
  if ((await uvDrafts(context)).length === 0) return;
  try {
    await withLock(context, "setup", () => removeSetupDrafts(context), {
      report: silent,
      patience: 0,
    });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}

async function uvDrafts(
  { system: { fs }, paths }: Context<"fs">,
): Promise<string[]> {
  return (await fs.readDir(paths.state) ?? []).map(({ name }) => name)
    .filter((name) => UV_DRAFT.test(name));
}
