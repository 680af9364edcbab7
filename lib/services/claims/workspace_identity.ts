/**
 * What a workspace is, whatever its path.
 *
 * @module
 */
import type { Context } from "../../core/context.ts";

/**
 * Tells the workspace's directory from every other one: it stays the same when
 * the directory is moved, and that of a copy differs. When the directory was
 * made is part of it, because an inode can be given out again.
 */
export async function workspaceIdentity(
  { system: { fs }, paths: { root } }: Context<"fs", "root">,
): Promise<string> {
  const stat = await fs.stat(root);
  return `${stat?.identity}:${stat?.born ?? ""}`;
}
