/**
 * uv by itself, as a terminal would use it without Hearth.
 *
 * @module
 */
import { workspacePaths } from "../lib/core/files/paths.ts";
import { findUv } from "../lib/setup/uv/uv.ts";
import { denoSystem } from "../lib/system/deno.ts";
import type { WorkspaceCopy } from "../lib/bench/places/workspace_copy.ts";

/** Makes a venv at `$2` for the Python `$1` and fills it from the lock. */
const SYNC =
  '"$0" venv --quiet --python "$1" "$2" && "$0" pip sync --quiet --require-hashes ' +
  '--python "$2/bin/python" requirements.lock';

/** The uv that Hearth uses: the one on PATH, or its own. */
export async function uvOf(workspace: WorkspaceCopy): Promise<string> {
  const uv = await findUv({
    system: denoSystem(),
    paths: workspacePaths(workspace.root),
  });
  if (uv === undefined) throw new Error("There is no uv to compare to");
  return uv.path;
}

/** The interpreter from which the workspace's venv was made. */
export async function interpreterOf(
  workspace: WorkspaceCopy,
): Promise<string> {
  const stamp = workspace.path(".venv", "hearth.json");
  return JSON.parse(await Deno.readTextFile(stamp)).interpreter.path;
}

/** The command that fills a venv from the lock, for a Python. */
export async function syncCommand(
  workspace: WorkspaceCopy,
  { python, venv }: { readonly python: string; readonly venv: string },
): Promise<string[]> {
  return ["sh", "-c", SYNC, await uvOf(workspace), python, venv];
}
