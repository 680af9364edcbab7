/**
 * The machine, the workspace's paths, and what the workspace declares.
 *
 * @module
 */
import type { Context } from "../core/context.ts";
import type { System } from "../system/mod.ts";
import type { Workspace } from "./workspace.ts";

/**
 * A {@linkcode Context} with the workspace. `Fields` names what a function
 * reads of it.
 */
export interface WorkspaceContext<
  Ports extends keyof System = keyof System,
  Fields extends keyof Workspace = keyof Workspace,
> extends Context<Ports> {
  readonly workspace: Pick<Workspace, Fields>;
}
