/**
 * How to get a Python.
 *
 * @module
 */
import type { System } from "../../system/mod.ts";

/** A sentence with the commands that suit the machine. */
export function pythonHint({ env }: Pick<System, "env">): string {
  const withUv = '"uv python install 3.12" and "deno task setup --python 3.12"';
  if (isInNix(env)) {
    return 'Add "python3" to the packages of the Nix shell, then enter it again.';
  }
  return env.os === "darwin"
    ? `Run "brew install python@3.12", or ${withUv}.`
    : `Run "sudo apt install python3" (or your distribution's equivalent), or ${withUv}.`;
}

/** Whether Hearth was started from a Nix shell. */
function isInNix(env: System["env"]): boolean {
  return env.get("IN_NIX_SHELL") !== undefined;
}
