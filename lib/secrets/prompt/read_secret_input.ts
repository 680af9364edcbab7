/**
 * A secret from standard input.
 *
 * @module
 */
import { HEARTH } from "../../system/launcher.ts";
import { EXIT, UserError } from "../../core/errors.ts";
import type { System } from "../../system/mod.ts";

/** Bytes: more than any program can be given in its environment. */
export const MOST = 4 * 1024 * 1024;

/**
 * Reads to the end, less one line end, which an editor or `echo` has added.
 *
 * @throws {UserError} when standard input is a terminal, or not UTF-8
 */
export async function readSecretInput(
  { terminal }: Pick<System, "terminal">,
  name: string,
): Promise<string> {
  if (terminal.stdinIsTerminal) {
    // Whatever is typed here would show.
    throw new UserError(`Cannot prompt for ${name} on this terminal`, {
      hint:
        `Pass the value on standard input: ${HEARTH} secret set ${name} <FILE`,
      exitCode: EXIT.needsUser,
    });
  }
  return (await readInput({ terminal })).replace(/\r?\n$/, "");
}

/**
 * Reads standard input to its end.
 *
 * @throws {UserError} when it is too large, or not UTF-8
 */
export async function readInput(
  { terminal }: Pick<System, "terminal">,
): Promise<string> {
  return decodeInput(await terminal.readInput(MOST));
}

/**
 * Decodes what was read, without a byte order mark.
 *
 * @throws {UserError} when it is too large, or not UTF-8
 */
export function decodeInput(bytes: Uint8Array): string {
  if (bytes.length > MOST) {
    throw new UserError(
      `Cannot read standard input: it is larger than ${MOST} bytes`,
      { hint: "Nothing was changed." },
    );
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new UserError("Cannot read standard input: it is not UTF-8", {
      hint:
        "A variable can only hold text: encode other data, for instance with base64.",
    });
  }
}
