/**
 * How to get a Python.
 *
 * @module
 */
import type { System } from "../../system/mod.ts";

/** A sentence with the commands that suit the machine. */
export function pythonHint(
  { env }: Pick<System, "env">,
  version: string,
): string {
  if (isInNix(env)) {
    return 'Add "python3" to the packages of the Nix shell, then enter it again.';
  }
  const minor = version.split(".").slice(0, 2).join(".");
  const withUv = `"uv python install ${version}"`;
  return env.os === "darwin"
    ? `Run ${withUv}, or "brew install python@${minor}".`
    : `Run ${withUv}, or install python${minor} from your distribution.`;
}

/** Whether Hearth may offer to download a Python: never where Nix provides it. */
export function mayDownload({ env }: Pick<System, "env">): boolean {
  return !isInNix(env) && env.get("UV_PYTHON_DOWNLOADS") !== "never";
}

/** Whether Hearth was started from a Nix shell. */
function isInNix(env: System["env"]): boolean {
  return env.get("IN_NIX_SHELL") !== undefined;
}
