/**
 * A program that runs while a test watches what it prints.
 *
 * @module
 */
import { waitFor } from "./wait_for.ts";

/** How to run a program. */
export interface ChildOptions {
  readonly cwd: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Text for standard input; empty when absent. */
  readonly stdin?: string;
}

/** How a program ended and all that it printed. */
export interface ChildResult {
  readonly code: number;
  readonly signal: Deno.Signal | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running program; disposing of it kills it and waits for its end. */
export interface Child extends AsyncDisposable {
  readonly pid: number;
  /** What it has printed so far. */
  readonly stdout: string;
  readonly stderr: string;
  /** Waits until either stream matches; fails when the program ends first. */
  waitForText(pattern: RegExp): Promise<RegExpExecArray>;
  signal(name: Deno.Signal): void;
  /** Settles once it has ended and no one can write to its streams any more. */
  readonly result: Promise<ChildResult>;
}

/** Starts a program. */
export function spawnChild(
  command: readonly string[],
  { cwd, env, stdin }: ChildOptions,
): Child {
  const [program = "", ...args] = command;
  const child = new Deno.Command(program, {
    args,
    cwd,
    env: { ...env },
    clearEnv: true,
    stdin: stdin === undefined ? "null" : "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  if (stdin !== undefined) void feed(child.stdin, stdin);
  const printed = { stdout: "", stderr: "" };
  let ended = false;
  const collect = async (name: "stdout" | "stderr"): Promise<void> => {
    const text = child[name].pipeThrough(new TextDecoderStream());
    for await (const chunk of text) printed[name] += chunk;
  };
  const result = (async () => {
    const [status] = await Promise.all([
      child.status,
      collect("stdout"),
      collect("stderr"),
    ]);
    ended = true;
    return { code: status.code, signal: status.signal, ...printed };
  })();
  const signal = (name: Deno.Signal): void => {
    if (!ended) killIfThere(child.pid, name);
  };
  return {
    pid: child.pid,
    get stdout() {
      return printed.stdout;
    },
    get stderr() {
      return printed.stderr;
    },
    result,
    signal,
    async waitForText(pattern) {
      const find = (): RegExpExecArray | undefined =>
        pattern.exec(printed.stdout) ?? pattern.exec(printed.stderr) ??
          undefined;
      const match = await waitFor(
        () => find() ?? (ended ? "ended" as const : undefined),
        `${pattern} from: ${command.join(" ")}`,
      );
      if (match !== "ended") return match;
      throw new Error(
        `Ended without printing ${pattern}: ${command.join(" ")}\n` +
          printed.stdout + printed.stderr,
      );
    },
    async [Symbol.asyncDispose]() {
      signal("SIGKILL");
      await result;
    },
  };
}

async function feed(
  stream: WritableStream<Uint8Array>,
  text: string,
): Promise<void> {
  const writer = stream.getWriter();
  try {
    await writer.write(new TextEncoder().encode(text));
    await writer.close();
  } catch (error) {
    // The program may end without having read everything.
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
  }
}

function killIfThere(pid: number, name: Deno.Signal): void {
  try {
    Deno.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && /ESRCH/.test(error.message))) throw error;
  }
}
