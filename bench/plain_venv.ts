/**
 * The environment that people have without Hearth.
 *
 * @module
 */
import type { WorkspaceCopy } from "../lib/bench/places/workspace_copy.ts";
import { interpreterOf, uvOf } from "./bare_uv.ts";

/**
 * Makes a venv of `requirements.txt` as it is, with nothing left out and
 * bytecode compiled, as pip does; gives its directory, or the last words of what
 * failed.
 */
export async function plainVenv(
  workspace: WorkspaceCopy,
): Promise<{ venv: string } | { error: string }> {
  const venv = workspace.path("plain");
  const uv = await uvOf(workspace);
  const python = await interpreterOf(workspace);
  const install = [
    uv,
    "pip",
    "install",
    "--quiet",
    "--no-config",
    "--compile-bytecode",
    "--python",
    `${venv}/bin/python`,
    "--requirement",
    "requirements.txt",
  ];
  for (
    const command of [
      [uv, "venv", "--quiet", "--no-config", "--python", python, venv],
      install,
    ]
  ) {
    const { code, stderr } = await workspace.exec(command);
    if (code !== 0) return { error: stderr.trim().split("\n").at(-1) ?? "" };
  }
  return { venv };
}
