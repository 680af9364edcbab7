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
import { childOptions, runAttached } from "./run_attached.ts";
import { suspendJob } from "./suspend_job.ts";
import type {
  CommandResult,
  LaunchOptions,
  Processes,
  RunOptions,
} from "../mod.ts";

/**
 * Appends both streams to the log without changing the pid. A mark that the
 * system refuses, because it has lower limits, is left out.
 */
const APPEND_TO_LOG =
  'mark=$1; shift; [ -z "$mark" ] || ulimit -S -f "$mark"; exec "$@" >>"$0" 2>&1';

/** Milliseconds for what a group had written when it ended. */
const DRAIN_MS = 100;

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
      if (pidfds()?.send(target, name, group)) return;
      signal(group ? -target.pid : target.pid, name);
    },
    signaling: () => pidfds() === undefined ? "pid" : "pidfd",
    refuseDebugger,
    suspendJob: () => suspendJob(run),
    pid: Deno.pid,
  };
}

async function run(
  command: readonly string[],
  options: RunOptions = {},
): Promise<CommandResult> {
  const [program = "", ...args] = command;
  let child: Deno.ChildProcess;
  try {
    child = new Deno.Command(program, {
      args,
      ...childOptions(options),
      ...(options.signal && !options.group && { signal: options.signal }),
      ...(options.group && { detached: true }),
      stdin: options.stdin === undefined ? "null" : "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
  } catch (error) {
    const [code, why] = refusalOf(error);
    return { code, stdout: "", stderr: `${program}: ${why}` };
  }
  const killGroup = (): void => signal(-child.pid, "SIGKILL");
  if (options.group) options.signal?.addEventListener("abort", killGroup);
  if (options.signal?.aborted && options.group) killGroup();
  if (options.stdin !== undefined) {
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode(options.stdin));
    await writer.close();
  }
  // A process that left the group may keep the pipes open for ever.
  const over = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const status = child.status.finally(() => {
    if (!options.group) return;
    killGroup();
    timer = setTimeout(() => over.abort(), DRAIN_MS);
  });
  const { signal: end } = over;
  const [stdout, stderr, { code }] = await Promise.all([
    textOf(child.stdout, { end }),
    textOf(child.stderr, { end, onLine: options.onLine }),
    status,
  ]);
  clearTimeout(timer);
  options.signal?.removeEventListener("abort", killGroup);
  options.signal?.throwIfAborted();
  return { code, stdout, stderr };
}

/** What a shell answers for a program that is not there or cannot be run. */
function refusalOf(error: unknown): readonly [number, string] {
  if (error instanceof Deno.errors.NotFound) return [127, "command not found"];
  if (!(error instanceof Deno.errors.PermissionDenied)) throw error;
  return [126, "permission denied"];
}

/** All that a stream gives until it ends or `end` is aborted. */
async function textOf(
  stream: ReadableStream<Uint8Array>,
  { end, onLine }: {
    readonly end: AbortSignal;
    readonly onLine?: ((line: string) => void) | undefined;
  },
): Promise<string> {
  let text = "";
  let unread = "";
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  end.addEventListener("abort", () => void reader.cancel());
  while (true) {
    const { done, value: chunk } = await reader.read();
    if (done) break;
    text += chunk;
    if (onLine === undefined) continue;
    const lines = (unread + chunk).split(/\r?\n|\r/);
    unread = lines.pop() ?? "";
    lines.forEach(onLine);
  }
  if (unread !== "") onLine?.(unread);
  return text;
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

function signal(pid: number, name: Deno.Signal): void {
  try {
    Deno.kill(pid, name);
  } catch (error) {
    // ESRCH: it went away by itself.
    if (
      error instanceof Deno.errors.NotFound ||
      error instanceof TypeError && /ESRCH/.test(error.message)
    ) return;
    throw error;
  }
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
