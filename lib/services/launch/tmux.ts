/**
 * Services in tmux: one private server each, so that a service's environment
 * is its server's, nothing of it is ever on a command line, and no other
 * session of the user is touched.
 *
 * @module
 */
import { dirname, join } from "../../core/files/posix_path.ts";
import { CommandError, UserError } from "../../core/errors.ts";
import { keepLogCommand } from "../logs/limited_log.ts";
import { makePrivateDir } from "../../core/files/private_dir.ts";
import { fingerprintOf } from "../../setup/venv/fingerprint_of.ts";
import { shellQuote } from "../../core/text/shell_quote.ts";
import type { LaunchOptions, System } from "../../system/mod.ts";

/**
 * Sockets are in `/tmp` and not in the workspace: their paths may be no
 * longer than 104 bytes on macOS, and `TMPDIR` differs between sessions.
 */
const SOCKETS = "/tmp";

/** Runs a program with a limit on the size of files, where one is given. */
const MARKED = '[ -z "$0" ] || ulimit -S -f "$0" 2>/dev/null; exec env "$@"';

/**
 * The socket of a service's private tmux server.
 *
 * @param workspace The workspace's identity, which moves along with it
 */
export async function tmuxSocket(
  workspace: string,
  service: string,
): Promise<string> {
  const id = (await fingerprintOf(workspace)).slice(0, 12);
  return join(SOCKETS, `hearth-${id}`, service);
}

/**
 * Launches a program in a tmux session of its own and returns its pid.
 *
 * @throws {UserError} when there is no tmux or its socket's directory is not ours
 */
export async function launchInTmux(
  { fs, proc }: Pick<System, "fs" | "proc">,
  command: readonly string[],
  { cwd, env, log, logLimit, mark, socket, title }: LaunchOptions & {
    readonly logLimit?: number | undefined;
    readonly socket: string;
    readonly title: string;
  },
): Promise<number> {
  const dir = dirname(socket);
  if (!await makePrivateDir({ fs }, dir)) {
    throw new UserError(
      `Cannot use "${dir}" for tmux: it is not a private directory that you own`,
      { hint: "Remove it, or start without --mode tmux." },
    );
  }
  const writer = logLimit === undefined
    ? `exec cat >>${shellQuote(log)}`
    : `exec ${keepLogCommand(log, logLimit).map(shellQuote).join(" ")}`;
  const result = await proc.run([
    ...tmux(socket),
    "set-option",
    "-g",
    "history-limit",
    "50000",
    ";",
    "new-session",
    "-d",
    "-P",
    "-F",
    "#{pane_pid}",
    // A single word would be handed to a shell, and split at its spaces.
    "-s",
    title,
    "-x",
    "200",
    "-y",
    "50",
    "--",
    "sh",
    "-c",
    MARKED,
    `${mark ?? ""}`,
    ...command,
    // tmux reads % and # in the command, so it comes as a variable.
    ";",
    "pipe-pane",
    "-o",
    'eval "$HEARTH_LOG"',
    ";",
    "set-option",
    "mouse",
    "on",
    ";",
    "set-option",
    "status-right",
    " Ctrl-b d detaches ",
  ], { env: { ...env, HEARTH_LOG: writer }, cwd });
  if (result.code === 127) {
    throw new UserError("Cannot start in tmux: tmux is not installed", {
      hint: "Install tmux, or start without --mode tmux.",
    });
  }
  const pid = Number.parseInt(result.stdout, 10);
  if (result.code !== 0 || !Number.isInteger(pid)) {
    throw new CommandError(["tmux", "new-session"], result.code, result.stderr);
  }
  return pid;
}

/** The command that attaches a terminal to a service's session. */
export function attachCommandFor(socket: string): string[] {
  return [...tmux(socket), "attach-session"];
}

/** Removes the socket that a server left, and the directory with the last one. */
export async function removeSocket(
  { fs }: Pick<System, "fs">,
  socket: string,
): Promise<void> {
  await fs.remove(socket);
  const dir = dirname(socket);
  if ((await fs.readDir(dir))?.length === 0) await fs.remove(dir);
}

/** A user's own configuration may restore sessions or end the server. */
function tmux(socket: string): string[] {
  return ["tmux", "-S", socket, "-f", "/dev/null"];
}
