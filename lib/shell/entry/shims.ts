/**
 * `start`, `stop` and `hearth` as commands of the activated environment.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { Paths } from "../../core/files/paths.ts";
import { shellQuote } from "../../core/text/shell_quote.ts";
import type { System } from "../../system/mod.ts";

/** What each short form passes on before the user's own arguments. */
const FORMS: Readonly<Record<string, string>> = {
  start: " start",
  stop: " stop",
  hearth: "",
};

/** Writes the short forms into the `bin` of a venv. */
export async function writeShims(
  { fs }: Pick<System, "fs">,
  paths: Paths,
  venv: string,
): Promise<void> {
  for (const [name, task] of Object.entries(FORMS)) {
    const text = shortForm(join(paths.root, "main.ts"), task);
    await fs.writeText(join(venv, "bin", name), text, { mode: 0o755 });
  }
}

/**
 * A POSIX shell script. Where npx alone has Deno, its cache is no stable
 * address, so npx is asked each time.
 */
function shortForm(main: string, task: string): string {
  const quoted = shellQuote(main);
  return [
    "#!/bin/sh",
    "# Made by Hearth's setup.",
    "if command -v deno >/dev/null 2>&1; then",
    `  exec deno run -A --no-prompt ${quoted}${task} "$@"`,
    "fi",
    "if command -v npx >/dev/null 2>&1; then",
    `  exec npx -y deno run -A --no-prompt ${quoted}${task} "$@"`,
    "fi",
    'echo "Cannot find deno or npx on PATH: install Deno or Node" >&2',
    "exit 127",
    "",
  ].join("\n");
}
