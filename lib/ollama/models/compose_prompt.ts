/**
 * What is asked, from the words on the command line and standard input.
 *
 * @module
 */
import { HEARTH } from "../../system/launcher.ts";
import { EXIT, UserError } from "../../core/errors.ts";
import type { Reporter } from "../../core/reporter.ts";
import type { System } from "../../system/mod.ts";

/** Milliseconds after which somebody is told what is waited for. */
const NOTICE_AFTER_MS = 2000;

/**
 * The words, and below them what comes on standard input where that is no
 * terminal.
 *
 * @throws {UserError} when there is neither
 */
export async function composePrompt(
  { terminal }: Pick<System, "terminal">,
  words: readonly string[],
  { report }: { readonly report: Pick<Reporter, "note"> },
): Promise<string> {
  const question = words.join(" ").trim();
  const input = terminal.stdinIsTerminal
    ? ""
    : await readInput({ terminal }, report);
  const parts = [question, input].filter((part) => part !== "");
  if (parts.length === 0) {
    throw new UserError("Cannot ask: there is no question", {
      hint: `For example: ${HEARTH} ollama ask "What is a closure?"`,
      exitCode: EXIT.usage,
    });
  }
  return parts.join("\n\n");
}

/** A pipe that no one closes must not look like a model that hangs. */
async function readInput(
  { terminal }: Pick<System, "terminal">,
  report: Pick<Reporter, "note">,
): Promise<string> {
  const timer = setTimeout(
    () => report.note("Reading stdin until EOF; use </dev/null to skip"),
    NOTICE_AFTER_MS,
  );
  try {
    return new TextDecoder().decode(await terminal.readInput()).trim();
  } finally {
    clearTimeout(timer);
  }
}
