/**
 * Loads and validates the one file that users edit.
 *
 * @module
 */
import { UserError } from "../core/errors.ts";
import { limitError } from "../core/limit_error.ts";
import type { Paths } from "../core/files/paths.ts";
import type { System } from "../system/mod.ts";
import type { Workspace } from "./workspace.ts";
import { parseWorkspace } from "./workspace_schema.ts";

/**
 * Imports `workspace.ts` and checks what it exports.
 *
 * @throws {UserError} when the file is missing, does not load or is not valid
 */
export async function loadWorkspace(
  { fs }: Pick<System, "fs">,
  paths: Paths,
): Promise<Workspace> {
  const stat = await fs.stat(paths.workspaceFile);
  if (stat === undefined) {
    throw new UserError(`Cannot find "${paths.workspaceFile}"`, {
      hint: "Run the command in a directory with a workspace.ts.",
    });
  }
  if (stat.kind === "other") {
    throw new UserError(`Cannot load workspace.ts: it is not a regular file`, {
      hint: "Put a regular file in its place, then run the command again.",
    });
  }
  const path = paths.workspaceFile.split("/").map(encodeURIComponent);
  const url = `file://${path.join("/")}`;
  let module: { default?: unknown };
  try {
    module = await import(url);
  } catch (cause) {
    const limit = limitError(cause);
    if (limit !== undefined) throw limit;
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(`Cannot load workspace.ts: ${message}`, { cause });
  }
  return parseWorkspace(module.default);
}
