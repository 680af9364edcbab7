/**
 * `init` adds Hearth to a repository, or takes it away.
 *
 * @module
 */
import { EXIT, UserError } from "../../lib/core/errors.ts";
import { join, resolve } from "../../lib/core/files/posix_path.ts";
import { removeDrafts } from "../../lib/core/files/remove_drafts.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { workspacePaths } from "../../lib/core/files/paths.ts";
import { prepareState } from "../../lib/workspace/prepare_state.ts";
import { planWorkspace } from "../../lib/init/init_workspace.ts";
import { writeFiles } from "../../lib/init/write/write_files.ts";
import { canAsk } from "../../lib/secrets/prompt/ask_secret.ts";
import { initReport, reportPlan } from "./report.ts";

/** Flags of `init`. */
export interface InitFlags {
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly nix: boolean;
  readonly undo: boolean;
  readonly json: boolean;
}

/** Adds what is missing and says what it did. */
export async function init(
  this: TaskContext,
  { yes, dryRun, nix, undo, json }: InitFlags,
  dir = ".",
): Promise<void> {
  const { system, paths, report } = this;
  const root = await directory(this, dir);
  if (undo) {
    const { undoInit } = await import("./undo.ts");
    return await undoInit(this, root, { dryRun, json });
  }
  const asks = !yes && !json && !dryRun && canAsk(system);
  const { askChoice } = await import("../../lib/init/ask_choice.ts");
  const plan = await planWorkspace(system, root, {
    choose: asks ? askChoice(system, this.signal) : undefined,
    nix,
    kit: paths.kit,
  });
  if (dryRun) {
    const { diffText } = await import("../../lib/init/write/diff_text.ts");
    const diff = diffText(plan.writes);
    if (json) return void report.result(initReport(root, plan, { diff }));
    reportPlan(report, plan, { dryRun });
    if (diff !== "") report.result(diff);
    return;
  }
  const own = workspacePaths(root, paths.main);
  // Of an init that was killed.
  await removeDrafts(system, own.state, ["init.json", ".gitignore"]);
  await removeDrafts(system, join(own.state, "types"));
  await writeFiles(system, { root, files: plan.writes });
  // The editor knows the types from the first look on.
  await prepareState({ system, paths: own });
  if (json) return void report.result(initReport(root, plan, {}));
  reportPlan(report, plan, { dryRun, dir });
}

/** The directory without links, so that one has one name. */
async function directory(
  { system }: TaskContext,
  dir: string,
): Promise<string> {
  const { fs, env } = system;
  const path = resolve(env.cwd, dir);
  const root = await fs.realPath(path);
  if (root !== undefined && (await fs.stat(root))?.kind === "directory") {
    return root;
  }
  throw new UserError(`Cannot add Hearth to "${path}": it is not a directory`, {
    hint: "Give the directory of an existing repository.",
    exitCode: EXIT.usage,
  });
}
