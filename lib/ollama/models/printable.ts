/**
 * What a model says, made safe for a terminal.
 *
 * @module
 */
import type { System } from "../../system/mod.ts";

/**
 * Drops what would move the cursor or change the terminal; lines and tabs
 * stay. A file or a pipe gets everything as it is.
 */
export function printable(
  { terminal }: Pick<System, "terminal">,
  text: string,
): string {
  if (!terminal.stdoutIsTerminal) return text;
  return text.replaceAll(/[^\P{Cc}\n\t]/gu, "");
}
