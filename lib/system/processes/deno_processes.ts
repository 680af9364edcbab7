/**
 * Programs and processes, backed by Deno.
 *
 * @module
 */
import { converse } from "./deno_conversation.ts";
import { darwinProcesses, type ProcessTable } from "./darwin_processes.ts";
import { execProgram } from "./exec_program.ts";
import { openLibc, SIG_IGN, SIGNALS } from "./libc.ts";
import { linuxProcesses } from "./linux_processes.ts";
import { openPidfds, type Pidfds } from "./pidfd.ts";
import { runAttached } from "./run_attached.ts";
import { run } from "./run_program.ts";
import { signal } from "./send_signal.ts";
import { suspendJob } from "./suspend_job.ts";
import type { LaunchOptions, Processes } from "../mod.ts";

/**
 * Appends both streams to the log without changing the pid. A mark that the
 * system refuses, because it has lower limits, is left out.
 */
const APPEND_TO_LOG =
  'mark=$1; shift; [ -z "$mark" ] || ulimit -S -f "$mark"; exec "$@" >>"$0" 2>&1';

/** The real processes; Linux is read from `/proc`, macOS from `ps`. */
export function denoProcesses(os: "linux" | "darwin" | "windows"): Processes {
  const table: ProcessTable = os === "linux"
    ? linuxProcesses()
    : darwinProcesses(run);
  const pidfds = (): Pidfds | undefined =>
    os === "linux" ? openPidfds() : undefined;
  return {
    ...table,
    run,
    exec: execProgram,
    runAttached,
    converse,
    has,
    launch: (command, options) =>
      launch(command, {
        ...options,
        mark: os === "linux" ? options.mark : undefined,
      }),
    signal,
    signalSeen: (target, name, { group = false } = {}) => {
      if (pidfds()?.send(target, name, group)) return true;
      return signal(group ? -target.pid : target.pid, name);
    },
    signaling: () => pidfds() === undefined ? "pid" : "pidfd",
    refuseDebugger,
    suspendJob: () => suspendJob(run),
    pid: Deno.pid,
  };
}

function has(program: string): Promise<boolean> {
  const dirs = program.includes("/")
    ? [""]
    : (Deno.env.get("PATH") ?? "").split(":").map((dir) => `${dir}/`);
  return Promise.resolve(
    dirs.some((dir) => isProgram(`${dir}${program}`)),
  );
}

function isProgram(path: string): boolean {
  try {
    const { isFile, mode } = Deno.statSync(path);
    return isFile && ((mode ?? 0) & 0o111) !== 0;
  } catch {
    return false; // not in this directory
  }
}

function launch(
  command: readonly string[],
  { cwd, env, log, mark }: LaunchOptions,
): Promise<number> {
  const child = new Deno.Command("/bin/sh", {
    args: ["-c", APPEND_TO_LOG, log, `${mark ?? ""}`, ...command],
    cwd,
    env: { ...env },
    clearEnv: true,
    detached: true,
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  child.unref();
  return Promise.resolve(child.pid);
}

/**
 * Ignores SIGUSR1, at which Deno opens a debugger to everybody on the machine.
 * Deno sets no handler where there is one: what is set below a listener stays.
 * Without permission to call the C library nothing can be done.
 */
function refuseDebugger(): void {
  Deno.addSignalListener("SIGUSR1", () => {});
  const libc = openLibc();
  libc?.signal(SIGNALS.usr1, Deno.UnsafePointer.create(SIG_IGN));
}
