/**
 * A question on the terminal whose answer does not show.
 *
 * @module
 */
import { HEARTH } from "../../system/launcher.ts";
import { EXIT, Interrupted, UserError } from "../../core/errors.ts";
import type { System } from "../../system/mod.ts";
import { suspendable } from "./suspendable.ts";

/** Milliseconds of silence after which an answer is over. */
const PAUSE_MS = 30;
/** The same for a paste of many lines, of which more is known to come. */
const LONG_PAUSE_MS = 1500;

const ENTER = 13;
const NEWLINE = 10;

/** How to ask. */
export interface HiddenOptions {
  /** What is wrong with an answer; it is asked for again then. */
  readonly complain: (answer: string) => string | undefined;
  readonly signal: AbortSignal;
}

/**
 * Asks and returns one line, empty when only Enter was pressed.
 *
 * @throws {Interrupted} at Ctrl-C
 * @throws {UserError} when more than one line was pasted: the first would be a
 *   part of a secret, and the others would end up in the shell
 */
export async function askHidden(
  { proc }: Pick<System, "proc">,
  message: string,
  { complain, signal }: HiddenOptions,
): Promise<string> {
  const [{ isCancel, password }, { default: process }] = await Promise.all([
    import("@clack/prompts"),
    import("node:process"),
  ]);
  const { stdin } = process;
  let isCut = false;
  const onData = (bytes: Uint8Array): void => {
    isCut ||= /[\r\n]+[^\r\n]/.test(new TextDecoder().decode(bytes));
  };
  // Some terminals paste line ends as they are, others as the Enter key.
  const onKey = (_text: unknown, key?: { name?: string }): void => {
    if (key?.name === "enter") key.name = "return";
  };
  // Whatever comes until the end must neither show nor reach the shell, so that
  // the question is not to give the terminal back at its first line end.
  const question = {
    message,
    mask: "•",
    output: process.stderr,
    signal,
    clearOnError: true,
    validate: (text: string | undefined) => text ? complain(text) : undefined,
  };
  using _suspendable = suspendable(proc, { process, look: question });
  const setRawMode = stdin.setRawMode.bind(stdin);
  stdin.setRawMode = () => setRawMode(true);
  stdin.on("data", onData);
  stdin.on("keypress", onKey);
  try {
    const answer = await password(question);
    if (isCancel(answer)) {
      signal.throwIfAborted();
      throw new Interrupted(EXIT.interrupted);
    }
    isCut = await hasMore(stdin, isCut) || isCut;
    if (!isCut) return answer ?? "";
    throw new UserError("Cannot accept more than one line here", {
      hint: `Pass it on standard input: ${HEARTH} secret set NAME <FILE`,
    });
  } finally {
    stdin.off("data", onData);
    stdin.off("keypress", onKey);
    stdin.pause();
    stdin.setRawMode = setRawMode;
    setRawMode(false);
  }
}

/** Swallows what still comes, which is not for the shell; reports whether any did. */
async function hasMore(
  stdin: typeof import("node:process").stdin,
  isPaste: boolean,
): Promise<boolean> {
  let last = performance.now();
  let more = false;
  const onData = (bytes: Uint8Array): void => {
    last = performance.now();
    more ||= bytes.some((byte) => byte !== ENTER && byte !== NEWLINE);
  };
  stdin.on("data", onData);
  stdin.resume();
  const pause = (): number => isPaste || more ? LONG_PAUSE_MS : PAUSE_MS;
  while (performance.now() - last < pause()) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS / 3));
  }
  stdin.off("data", onData);
  return more;
}
