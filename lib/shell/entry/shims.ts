/**
 * `start`, `stop` and `hearth` as commands of the activated environment.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { Context } from "../../core/context.ts";
import type { Paths } from "../../core/files/paths.ts";
import { shellQuote } from "../../core/text/shell_quote.ts";

/** What each shim passes on before the user's own arguments. */
const SHIMS: Readonly<Record<string, string>> = {
  start: " start",
  stop: " stop",
  hearth: "",
};

/** Writes the shims into the `bin` of a venv, where they are not yet there. */
export async function writeShims(
  { system: { fs }, paths }: Context<"fs">,
  venv: string,
): Promise<void> {
  for (const [name, task] of Object.entries(SHIMS)) {
    const path = join(venv, "bin", name);
    const text = shim(paths, task);
    if (await fs.readText(path) === text) continue;
    await fs.writeText(path, text, { mode: 0o755 });
  }
}

/** A POSIX shell script that acts on this workspace, wherever it is called. */
function shim({ root, kit }: Paths, task: string): string {
  return [
    "#!/bin/sh",
    "# Made by Hearth's setup.",
    `HEARTH_ROOT=${shellQuote(root)} HEARTH_LAUNCHER=hearth`,
    "export HEARTH_ROOT HEARTH_LAUNCHER",
    `exec ${shellQuote(join(kit, "bin", "hearth"))}${task} "$@"`,
    "",
  ].join("\n");
}
