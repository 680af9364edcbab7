/**
 * Loads and validates the one file that users edit.
 *
 * @module
 */
import { UserError } from "../core/errors.ts";
import { limitError } from "../core/limit_error.ts";
import type { Context } from "../core/context.ts";
import type { Paths } from "../core/files/paths.ts";
import type { Workspace } from "./workspace.ts";
import { HEARTH } from "../system/launcher.ts";
import { prepareState } from "./prepare_state.ts";
import { parseWorkspace } from "./schema/workspace_schema.ts";

/**
 * Imports `workspace.ts` and checks what it exports.
 *
 * @throws {UserError} when the file is missing, does not load or is not valid
 */
export async function loadWorkspace(
  context: Context<"fs">,
): Promise<Workspace> {
  const { system: { fs }, paths } = context;
  const stat = await fs.stat(paths.workspaceFile);
  if (stat === undefined) {
    throw new UserError(`Cannot find "${paths.workspaceFile}"`, {
      hint: `Change to a directory with a workspace.ts, or run: ${HEARTH} init`,
    });
  }
  if (stat.kind === "other") {
    throw new UserError(`Cannot load workspace.ts: it is not a regular file`, {
      hint: "Put a regular file in its place, then run the command again.",
    });
  }
  try {
    return parseWorkspace(await exported(paths));
  } catch (error) {
    // An editor shows what is wrong once it knows the types.
    await prepareState(context).catch(() => {});
    throw error;
  }
}

async function exported(paths: Paths): Promise<unknown> {
  const path = paths.workspaceFile.split("/").map(encodeURIComponent);
  const url = `file://${path.join("/")}`;
  try {
    const module: { default?: unknown } = await import(url);
    return module.default;
  } catch (cause) {
    const limit = limitError(cause);
    if (limit !== undefined) throw limit;
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(`Cannot load workspace.ts: ${message}`, {
      cause,
      hint: "Correct workspace.ts, then run the command again.",
    });
  }
}
