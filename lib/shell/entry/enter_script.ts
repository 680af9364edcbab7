/**
 * `.hearth/enter`, the way into the workspace without Deno.
 *
 * @module
 */
import type { Context } from "../../core/context.ts";
import type { Paths } from "../../core/files/paths.ts";
import { join } from "../../core/files/posix_path.ts";
import { HEARTH } from "../../system/launcher.ts";
import { shellQuote } from "../../core/text/shell_quote.ts";

/** Where the script is. */
export function enterScript(paths: Paths): string {
  return join(paths.state, "enter");
}

/** Writes the script. What it does is in `nix/enter.bash`. */
export async function writeEnterScript(
  { system: { fs }, paths }: Context<"fs">,
): Promise<void> {
  const lost = `Cannot find Hearth in "${paths.kit}". ` +
    `If it or the workspace was moved, run ${HEARTH} setup again`;
  const hasBash = await fs.stat("/bin/bash") !== undefined;
  const text = [
    // Where it is not, as on NixOS, it has to be looked for.
    hasBash ? "#!/bin/bash" : "#!/usr/bin/env bash",
    "# Enters the workspace, or runs one command in it: enter -- COMMAND.",
    "# Made by Hearth's setup.",
    `HEARTH_ROOT=${shellQuote(paths.root)}`,
    `HEARTH_KIT=${shellQuote(paths.kit)}`,
    "if [[ ! -f $HEARTH_KIT/nix/enter.bash ]]; then",
    `  printf '%s\\n' ${shellQuote(lost)} >&2`,
    "  exit 1",
    "fi",
    '. "$HEARTH_KIT/nix/enter.bash"',
    "",
  ].join("\n");
  const path = enterScript(paths);
  if (await fs.readText(path) === text) return;
  await fs.writeText(path, text, { mode: 0o755 });
}
