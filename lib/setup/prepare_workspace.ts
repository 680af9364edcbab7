/**
 * Everything that a workspace needs before its services can start.
 *
 * @module
 */
import { settleAll } from "../core/concurrency/settle_all.ts";
import { ensureEnvironment } from "./environment.ts";
import {
  type EnvironmentOptions,
  type EnvironmentResult,
} from "./environment_options.ts";
import { installNotebookFilter } from "./notebooks/notebook_filter.ts";
import type { Context } from "../core/context.ts";
import type { WorkspaceContext } from "../workspace/workspace_context.ts";
import { copyStarterNotebook } from "./notebooks/starter_notebook.ts";
import { prepareState } from "../workspace/prepare_state.ts";
import { prepareAssets } from "./assets/web_assets.ts";

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
  context: WorkspaceContext<"fs" | "proc" | "env" | "clock">,
  options: EnvironmentOptions = {},
): Promise<Prepared> {
  await prepareState(context);
  const turn = Promise.withResolvers<void>();
  const ensured = ensureEnvironment(context, {
    ...options,
    onInstall() {
      turn.resolve();
      options.onInstall?.();
    },
  }).finally(turn.resolve);
  const [environment, assets, notes] = await settleAll([
    ensured,
    turn.promise.then(() =>
      context.workspace.assets.length === 0
        ? "none"
        : prepareAssets(context, options)
    ),
    turn.promise.then(() => prepareNotebooks(context)),
  ]);
  return {
    ...environment,
    assets,
    notes: [...environment.notes, ...notes],
  };
}

/** What keeps outputs out of commits, and a first notebook. */
async function prepareNotebooks(
  context: Context<"fs" | "proc">,
): Promise<string[]> {
  const hasNewFilter = await installNotebookFilter(context);
  const notebook = await copyStarterNotebook(context);
  return [
    ...(hasNewFilter
      ? ["Git now commits notebooks without their outputs"]
      : []),
    ...(notebook ? [`Created a first notebook: ${notebook}`] : []),
  ];
}
