/**
 * The shell that runs what comes before a service and starts it again.
 *
 * It is in the service's own session and ends with it, so nothing of Hearth has
 * to stay. A service that needs neither has no shell.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import { beforeLog } from "../logs/service_log.ts";
import type { Paths } from "../../core/files/paths.ts";
import { shellQuote } from "../../core/text/shell_quote.ts";
import type { Service } from "../../workspace/workspace.ts";

/** Restarts in a row, each after a short life, before the shell gives up. */
export const MOST_RESTARTS = 10;
/** Seconds of life after which an exit counts as the first one again. */
const LONG_LIFE = 60;
/** Seconds between an exit and the next start at most; they double from 1. */
const LONGEST_DELAY = 30;

/** What the shell writes into the log before it starts a service again. */
export const STARTED_AGAIN =
  /hearth: exited with code \d+, starting it again in \d+ s$/;

/** Whether a service has a shell. */
export function hasShell(
  { before = [], restart = "never" }: {
    readonly before?: readonly unknown[] | undefined;
    readonly restart?: Service["restart"] | undefined;
  },
): boolean {
  return before.length > 0 || restart !== "never";
}

/** The file in which the shell says what it does. */
export function shellStatePath(paths: Paths, service: string): string {
  return join(paths.run, `${service}.state`);
}

/** What the shell has to do. */
export interface ShellWork {
  /** With their programs as they are found on the service's `PATH`. */
  readonly command: readonly string[];
  readonly before: readonly (readonly string[])[];
  readonly restart: Service["restart"];
  readonly stopSignal: Service["stopSignal"];
  readonly log: string;
  readonly stateFile: string;
}

/** The command of the shell that does it. */
export function shellCommand(work: ShellWork): string[] {
  const { command, before, restart } = work;
  const lines = [
    // A full disk must not end the service.
    `say() { { echo "$@" >${shellQuote(work.stateFile)}; } 2>/dev/null || :; }`,
    ...before.flatMap((words, index) => [
      `say before ${index + 1}`,
      `${quoted(words)} >>${
        shellQuote(beforeLog(work.log, index + 1))
      } 2>&1 || { code=$?; say failed ${index + 1} $code; exit $code; }`,
    ]),
    "say run 0 -",
    ...(restart === "never"
      ? [`exec ${quoted(command)}`]
      : loop(command, restart, work.stopSignal)),
  ];
  return ["/bin/sh", "-c", lines.join("\n"), "hearth"];
}

/**
 * Runs the command until it is not to go on. In the foreground, because a shell
 * makes what it runs in the background deaf to SIGINT; the trap runs once the
 * command ended, by the same signal, which goes to the whole group.
 */
function loop(
  command: readonly string[],
  restart: Service["restart"],
  stopSignal: Service["stopSignal"],
): string[] {
  const signals = new Set(["TERM", stopSignal.replace(/^SIG/, "")]);
  return [
    "stop= restarts=0 short=0 delay=1",
    `trap 'stop=1' ${[...signals].join(" ")}`,
    "now() {",
    "  { read -r up rest </proc/uptime; } 2>/dev/null || up=$(date +%s)",
    "  up=${up%.*}",
    "}",
    "while :; do",
    "  now; begun=$up",
    `  ${quoted(command)}`,
    "  code=$?",
    '  [ -n "$stop" ] && exit $code',
    ...(restart === "on-failure"
      ? ["  [ $code -eq 0 ] && { say ended $restarts 0; exit 0; }"]
      : []),
    `  now; [ $((up - begun)) -ge ${LONG_LIFE} ] && short=0 delay=1`,
    `  [ $short -ge ${MOST_RESTARTS} ] && { say ended $restarts $code; exit $code; }`,
    "  restarts=$((restarts + 1)) short=$((short + 1))",
    "  say wait $restarts $code",
    '  { echo "hearth: exited with code $code, starting it again in $delay s"; } 2>/dev/null || :',
    "  sleep $delay",
    '  [ -n "$stop" ] && exit $code',
    "  delay=$((delay * 2))",
    `  [ $delay -gt ${LONGEST_DELAY} ] && delay=${LONGEST_DELAY}`,
    "  say run $restarts $code",
    "done",
  ];
}

function quoted(words: readonly string[]): string {
  return words.map(shellQuote).join(" ");
}
