/**
 * The port to programs and processes.
 *
 * @module
 */

/** A program's whole answer. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to run a program. */
export interface RunOptions {
  readonly cwd?: string;
  /** The whole environment of the child; the caller's own when absent. */
  readonly env?: Readonly<Record<string, string>>;
  /** Text for its standard input; empty when absent. */
  readonly stdin?: string;
  /** Ends the program when aborted. */
  readonly signal?: AbortSignal;
  /** Called with each line of standard error as it comes. */
  readonly onLine?: (line: string) => void;
  /**
   * Leads a process group of its own, all of which is killed when it ends or
   * the signal is aborted.
   * @default {false}
   */
  readonly group?: boolean;
}

/** A program that answers what it is asked, for as long as it is asked. */
export interface Conversation extends AsyncDisposable {
  readonly pid: number;
  /** Writes to its standard input; one that has ended hears nothing. */
  ask(text: string): Promise<void>;
  /** Ends its standard input: what it holds back until then comes too. */
  endInput(): Promise<void>;
  /** Its standard output. */
  readonly answers: ReadableStream<Uint8Array>;
  /** Its exit code; 128 and the signal's number when one killed it. */
  readonly ended: Promise<number>;
}

/** What a program is given that takes Hearth's place. */
export interface ExecOptions {
  readonly cwd: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** How to launch a program that outlives Hearth. */
export interface LaunchOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** File to which standard output and error are appended. */
  readonly log: string;
  /**
   * Limit on the size of files, in blocks of 512 bytes, that the program and
   * all its descendants are given on Linux: too large to be reached, it is a
   * mark that no process drops unknowingly.
   */
  readonly mark?: number | undefined;
}

/** The process that is to be signaled, as it was seen. */
export type SignalTarget = Pick<ProcessInfo, "pid" | "startTime">;

/** What a process uses. */
export interface ProcessUsage {
  /** Bytes of memory that it keeps resident; shared ones count for each. */
  readonly memory: number;
  /** Milliseconds of processor time that it used so far. */
  readonly cpuMs: number;
}

/** A process as the operating system reports it. */
export interface ProcessInfo {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** Opaque: equal for the same process only, with the boot it belongs to. */
  readonly startTime: string;
  /** Dead but not yet reaped: counts as gone. */
  readonly zombie: boolean;
}

/** Signals that Hearth sends. */
export type SignalName =
  | "SIGTERM"
  | "SIGKILL"
  | "SIGCONT"
  | "SIGINT"
  | "SIGQUIT"
  | "SIGUSR1"
  | "SIGUSR2"
  | "SIGHUP";

/** One look at all processes. */
export interface ProcessSurvey {
  readonly list: readonly ProcessInfo[];
  /** By pid: environments that have the variable. */
  readonly environments: ReadonlyMap<number, Readonly<Record<string, string>>>;
}

/** Programs and processes. */
export interface Processes {
  /** Runs to the end; throws {@linkcode CommandError} never, look at `code`. */
  run(command: readonly string[], options?: RunOptions): Promise<CommandResult>;
  /**
   * Becomes the program in `file`, `command` being its name and arguments;
   * returns only where that cannot be done.
   */
  exec(file: string, command: readonly string[], options: ExecOptions): void;
  /**
   * Runs with the terminal handed over; returns the exit code. Without a signal
   * the program answers what the terminal sends, and Hearth waits and hands on
   * what else it is sent.
   *
   * @throws {UserError} when the program cannot be run
   */
  runAttached(
    command: readonly string[],
    options?: Pick<RunOptions, "cwd" | "env" | "signal">,
  ): Promise<number>;
  /** Talks with a program, which ends when it is disposed of. */
  converse(
    command: readonly string[],
    options?: Pick<RunOptions, "cwd" | "env">,
  ): Conversation;
  /** Whether a program can be run: a path, or a name that `PATH` leads to. */
  has(program: string): Promise<boolean>;
  /** Launches as the leader of an own session and returns its pid. */
  launch(command: readonly string[], options: LaunchOptions): Promise<number>;
  /** Every process that can be seen, without the kernel's own. */
  list(): Promise<ProcessInfo[]>;
  /** One process; `undefined` when it is gone. */
  find(pid: number): Promise<ProcessInfo | undefined>;
  /** Variables it was started with; `undefined` when they cannot be read. */
  environment(pid: number): Promise<Record<string, string> | undefined>;
  /** Every process, and what those say of themselves that have the variable. */
  survey(variable: string): Promise<ProcessSurvey>;
  /** Processes whose standard output or error goes into that file. */
  writersOf(file: string): Promise<number[]>;
  /** Whether a start time is not before another one of the same boot. */
  startedSince(startTime: string, other: string): boolean;
  /** Whether the directory in which it works was deleted. */
  hasDeletedDir(pid: number): Promise<boolean>;
  /** Command line, for people. */
  commandLine(pid: number): Promise<string | undefined>;
  /**
   * The limit on the size of files that a process has, in bytes; `undefined`
   * when there is none, or it cannot be read.
   */
  fileSizeLimit(pid: number): Promise<number | undefined>;
  /** What processes use, by pid; those that are gone are absent. */
  usage(pids: readonly number[]): Promise<Map<number, ProcessUsage>>;
  /** Changes whenever a process is made; `undefined` where it is not known. */
  newestPid(): Promise<number | undefined>;
  /**
   * Signals a process, or with a negative number a group; gone is fine. Returns
   * false where that is not permitted: it is another user's.
   */
  signal(pid: number, name: SignalName): boolean;
  /**
   * Signals a process, or with `group` the group that it leads, only if it
   * still is the one that was seen; gone is fine. Returns false where that is
   * not permitted; of a group, one process that may be signaled is enough.
   */
  signalSeen(
    target: SignalTarget,
    name: SignalName,
    options?: { readonly group?: boolean },
  ): boolean;
  /**
   * How `signalSeen` works: through `"pidfd"` it cannot reach a stranger, by
   * `"pid"` a stranger that gets the id at that moment.
   */
  signaling(): "pidfd" | "pid";
  /** Keeps Deno from opening its debugger when it is sent SIGUSR1. */
  refuseDebugger(): void;
  /** Suspends the job, as Ctrl-Z does; returns false where no shell can go on. */
  suspendJob(): Promise<boolean>;
  /** Changes at every boot, so that a claim from before is known as such. */
  bootId(): Promise<string>;
  readonly pid: number;
}
