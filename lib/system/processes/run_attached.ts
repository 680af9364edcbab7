/**
 * Programs that are handed the terminal.
 *
 * @module
 */
import { UserError } from "../../core/errors.ts";
import type { RunOptions } from "./processes.ts";

/** Directory and environment as Deno takes them. */
export function childOptions(
  { cwd, env }: Pick<RunOptions, "cwd" | "env">,
): Partial<Deno.CommandOptions> {
  return {
    ...(cwd !== undefined && { cwd }),
    ...(env !== undefined && { env, clearEnv: true }),
  };
}

/** Runs to the end with the user's own streams; returns the exit code. */
export async function runAttached(
  command: readonly string[],
  options: Pick<RunOptions, "cwd" | "env" | "signal"> = {},
): Promise<number> {
  const child = spawn(command, options);
  // Anyone who brings a signal answers what the terminal sends.
  const stopListening = options.signal ? () => {} : handOver(child);
  try {
    return (await child.status).code;
  } finally {
    stopListening();
  }
}

function spawn(
  [program = "", ...args]: readonly string[],
  options: Pick<RunOptions, "cwd" | "env" | "signal">,
): Deno.ChildProcess {
  try {
    return new Deno.Command(program, {
      args,
      ...childOptions(options),
      ...(options.signal && { signal: options.signal }),
      stdin: "inherit",
      stdout: "inherit",
      stderr: "inherit",
    }).spawn();
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound) {
      throw new UserError(`Cannot find the program "${program}"`, {
        exitCode: 127,
        cause,
      });
    }
    if (cause instanceof Deno.errors.PermissionDenied) {
      throw new UserError(`Cannot run "${program}": permission denied`, {
        exitCode: 126,
        cause,
      });
    }
    throw cause;
  }
}

/** Signals that mean something to a program and nothing to Hearth. */
const HANDED_ON: readonly Deno.Signal[] = [
  ...["SIGTERM", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGALRM"] as const,
];
/** What the terminal sends to the child as well. */
const FROM_TERMINAL: readonly Deno.Signal[] = ["SIGINT", "SIGQUIT"];

/** Leaves the signals to a child; returns a function that takes them back. */
function handOver(child: Deno.ChildProcess): () => void {
  const pass = (name: Deno.Signal) => (): void => {
    try {
      child.kill(name);
    } catch {
      // It has ended, and its status is on the way.
    }
  };
  const hasTerminal = [Deno.stdin, Deno.stdout, Deno.stderr]
    .some((stream) => stream.isTerminal());
  const listeners = [
    ...HANDED_ON.map((name) => [name, pass(name)] as const),
    ...FROM_TERMINAL.map((name) =>
      [name, hasTerminal ? () => {} : pass(name)] as const
    ),
  ];
  for (const [name, listener] of listeners) {
    Deno.addSignalListener(name, listener);
  }
  return () => {
    for (const [name, listener] of listeners) {
      Deno.removeSignalListener(name, listener);
    }
  };
}
