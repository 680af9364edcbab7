/**
 * Times programs that take a few milliseconds, many in a row.
 *
 * @module
 */
import { shellQuote } from "../../core/text/shell_quote.ts";
import type { System } from "../../system/mod.ts";
import { timed } from "./timed.ts";
import type { ExecOptions, WorkspaceCopy } from "./workspace_copy.ts";

/** Runs `$@` `$0` times, one after the other, by the plainest of shells. */
const LOOP = 'n=$0; while [ "$n" -gt 0 ]; do "$@" || exit; n=$((n - 1)); done';

/** Runs in a row: then starting the loop itself is lost in them. */
const TIMES = 20;

/**
 * Milliseconds that one run of a command takes, on average of a row.
 *
 * @throws {Error} when it fails
 */
export async function repeated(
  workspace: WorkspaceCopy,
  command: readonly string[],
  options: ExecOptions & { readonly times?: number } = {},
): Promise<number> {
  const { times = TIMES, ...rest } = options;
  const row = ["sh", "-c", LOOP, `${times}`, ...command];
  const silent = ["sh", "-c", 'exec "$@" >/dev/null 2>&1', "sh", ...row];
  return await timed(() => workspace.exec(silent, rest)) / times;
}

/** Like {@linkcode repeated}, the whole row within one terminal. */
export async function repeatedOnTerminal(
  { env }: Pick<System, "env">,
  workspace: WorkspaceCopy,
  { command, ...options }: ExecOptions & {
    readonly command: readonly string[];
  },
): Promise<number> {
  const row = ["sh", "-c", LOOP, `${TIMES}`, ...command];
  const script = env.os === "darwin" ? ["script", "-q", "/dev/null", ...row] : [
    "script",
    "--quiet",
    "--return",
    "--command",
    row.map(shellQuote).join(" "),
    "/dev/null",
  ];
  return await timed(() => workspace.exec(script, options)) / TIMES;
}
