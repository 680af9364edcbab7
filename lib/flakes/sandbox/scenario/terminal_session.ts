/**
 * A program on a terminal of its own, typed into and read.
 *
 * @module
 */
import { stripVTControlCharacters } from "node:util";
import { shellQuote } from "../../../core/text/shell_quote.ts";
import type { System } from "../../../system/mod.ts";

/** What runs on the terminal. */
export interface TerminalSessionOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A program on a terminal. */
export interface TerminalSession {
  /** The process that is the terminal; its child keeps it open. */
  readonly pid: number;
  /** What it has printed so far, without colors and cursor movements. */
  text(): string;
  /** How often a shell has waited there for a command. */
  prompts(): number;
  /** The exit code; `undefined` while it runs. */
  exitCode(): number | undefined;
  type(keys: string): Promise<void>;
  /**
   * Waits until `condition` gives something other than `undefined`, asking
   * whenever something was printed and a few times a second; returns `undefined`
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
const INTERVAL_MS = 50;

/**
 * Work as an ordinary user, with no power over the namespaces: programs such as
 * JupyterLab refuse to be run by root.
 */
const AS_USER = ["unshare", "--user", "--map-user=1000", "--map-group=1000"];

/**
 * A terminal wide enough that no line of a greeting is broken, and a shell that
 * runs the command as a job: as in a user's terminal, that shell goes on when
 * the command has ended, and what the command left behind is not hung up on.
 */
const KEEPER = `stty rows 50 cols 250; set -m; trap : INT
"$@"
printf '\\033]1337;hearth-ended=%d\\007' $?
exec sleep infinity`;

/** What the keeper prints then; terminals show nothing of it. */
// deno-lint-ignore no-control-regex
const ENDED = /\x1b\]1337;hearth-ended=(\d+)\x07/;

/** Runs a command on a terminal. */
export function openTerminalSession(
  { proc, clock }: Pick<System, "proc" | "clock">,
  command: readonly string[],
  { cwd, env }: TerminalSessionOptions,
): TerminalSession {
  let raw = "";
  let code: number | undefined;
  const line = ["exec", "sh", "-c", KEEPER, "sh", ...command]
    .map((word, index) => index === 0 ? word : shellQuote(word)).join(" ");
  const child = proc.converse([
    ...AS_USER,
    "script",
    "--quiet",
    "--return",
    "--flush",
    "--command",
    line,
    "/dev/null",
  ], { cwd, env });
  const ended = (async () => {
    const text = child.answers.pipeThrough(new TextDecoderStream());
    for await (const chunk of text) raw += chunk;
    code = await child.ended;
  })();
  const exitCode = (): number | undefined => {
    const ending = ENDED.exec(raw)?.[1];
    return ending === undefined ? code : Number(ending);
  };
  return {
    pid: child.pid,
    text: () => plain(raw),
    prompts: () => raw.match(PROMPT)?.length ?? 0,
    exitCode,
    type: (keys) => child.ask(keys),
    async until(condition, deadline) {
      while (true) {
        const over = exitCode() !== undefined || clock.elapsed() > deadline;
        const value = await condition();
        if (value !== undefined || over) return value;
        await Promise.race([ended, clock.sleep(INTERVAL_MS)]);
      }
    },
  };
}

/** Text as a person reads it: ends of lines are one character. */
export function plain(raw: string): string {
  return stripVTControlCharacters(raw).replaceAll(/\r+\n?/g, "\n");
}
