/**
 * Everything that a workspace needs before its services can start.
 *
 * @module
 */
import { settleAll } from "../core/settle_all.ts";
import { ensureEnvironment } from "./environment.ts";
import {
  type EnvironmentOptions,
  type EnvironmentResult,
} from "./environment_options.ts";
import { installNotebookFilter } from "./notebooks/notebook_filter.ts";
import type { Paths } from "../core/files/paths.ts";
import { copyStarterNotebook } from "./notebooks/starter_notebook.ts";
import type { System } from "../system/mod.ts";
import { prepareState } from "../workspace/prepare_state.ts";
import { prepareAssets } from "./assets/web_assets.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** What was prepared. */
export interface Prepared extends EnvironmentResult {
  /** `none` where the workspace asks for no assets. */
  readonly assets: "current" | "prepared" | "none";
}

/**
 * Makes environment, web assets, notebook filter and starter notebook current.
 * Where packages have to be installed, the others wait until the installer is
 * at work: it takes longest, and nothing may keep it from beginning.
 *
 * @throws {UserError} naming what is in the way and what to type
 */
export async function prepareWorkspace(
  system: Pick<System, "fs" | "proc" | "env" | "clock">,
  paths: Paths,
  workspace: Workspace,
  options: EnvironmentOptions = {},
): Promise<Prepared> {
  await prepareState(system, paths);
  const turn = Promise.withResolvers<void>();
  const ensured = ensureEnvironment(system, paths, workspace, {
    ...options,
    onInstall() {
      turn.resolve();
      options.onInstall?.();
    },
  }).finally(turn.resolve);
  const [environment, assets, notes] = await settleAll([
    ensured,
    turn.promise.then(() =>
      workspace.assets.length === 0
        ? "none"
        : prepareAssets(system, paths, options)
    ),
    turn.promise.then(() => prepareNotebooks(system, paths)),
  ]);
  return {
    ...environment,
    assets,
    notes: [...environment.notes, ...notes],
  };
}

/** What keeps outputs out of commits, and a first notebook. */
async function prepareNotebooks(
  system: Pick<System, "fs" | "proc">,
  paths: Paths,
): Promise<string[]> {
  const hasNewFilter = await installNotebookFilter(system, paths);
  const notebook = await copyStarterNotebook(system, paths);
  return [
    ...(hasNewFilter
      ? ["Git now commits notebooks without their outputs"]
      : []),
    ...(notebook ? [`Created a first notebook: ${notebook}`] : []),
  ];
}
