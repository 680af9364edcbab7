/**
 * A program on a terminal of its own, typed into and read.
 *
 * @module
 */
import { stripVTControlCharacters } from "node:util";
import type { System } from "../../system/mod.ts";

/** What runs on the terminal. */
export interface SessionOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A program on a terminal. */
export interface TerminalSession {
  /** What it has printed so far, without colours and cursor movements. */
  text(): string;
  /** How often a shell has waited there for a command. */
  prompts(): number;
  /** The exit code; `undefined` while it runs. */
  exitCode(): number | undefined;
  type(keys: string): Promise<void>;
  /**
   * Waits until `condition` gives something other than `undefined`, asking
   * whenever something was printed and a few times a second; gives `undefined`
   * when the program ended, or `deadline` on the clock was reached, before.
   */
  until<T>(
    condition: () => T | undefined | Promise<T | undefined>,
    deadline: number,
  ): Promise<T | undefined>;
}

/**
 * What bash and zsh switch on while they wait for a command, and only then:
 * bracketed paste. A program that reads the terminal itself does not.
 */
// deno-lint-ignore no-control-regex
const PROMPT = /\x1b\[\?2004h/g;

/** Milliseconds between two looks at what prints nothing. */
const INTERVAL = 50;

/**
 * Work as an ordinary user, with no power over the namespaces: programs such as
 * JupyterLab refuse to be run by root.
 */
const AS_USER = ["unshare", "--user", "--map-user=1000", "--map-group=1000"];

/** A terminal wide enough that no line of a greeting is broken. */
const SIZE = "stty rows 50 cols 250";

/** Runs a command on a terminal. */
export function openSession(
  { proc, clock }: Pick<System, "proc" | "clock">,
  command: readonly string[],
  { cwd, env }: SessionOptions,
): TerminalSession {
  let raw = "";
  let code: number | undefined;
  const line = `${SIZE}; exec ${command.map(quoted).join(" ")}`;
  const child = proc.converse([
    ...[...AS_USER, "script", "--quiet", "--return", "--flush"],
    ...["--command", line, "/dev/null"],
  ], { cwd, env });
  const ended = (async () => {
    const text = child.answers.pipeThrough(new TextDecoderStream());
    for await (const chunk of text) raw += chunk;
    code = await child.ended;
  })();
  return {
    text: () => plain(raw),
    prompts: () => raw.match(PROMPT)?.length ?? 0,
    exitCode: () => code,
    type: (keys) => child.ask(keys),
    async until(condition, deadline) {
      while (true) {
        const over = code !== undefined || clock.elapsed() > deadline;
        const value = await condition();
        if (value !== undefined || over) return value;
        await Promise.race([ended, clock.sleep(INTERVAL)]);
      }
    },
  };
}

/** A word that a shell reads as it is. */
export function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Text as a person reads it: ends of lines are one character. */
export function plain(raw: string): string {
  return stripVTControlCharacters(raw).replaceAll(/\r+\n?/g, "\n");
}
