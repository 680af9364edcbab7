/**
 * Programs that are handed the terminal.
 *
 * @module
 */
import { UserError } from "../errors.ts";
import type { RunOptions } from "./processes.ts";

/** Folder and environment as Deno takes them. */
export function childOptions(
  { cwd, env }: Pick<RunOptions, "cwd" | "env">,
): Partial<Deno.CommandOptions> {
  return {
    ...(cwd !== undefined && { cwd }),
    ...(env !== undefined && { env, clearEnv: true }),
  };
}

/** Runs to the end with the user's own streams; gives the exit code. */
export async function runAttached(
  command: readonly string[],
  options: Pick<RunOptions, "cwd" | "env" | "signal"> = {},
): Promise<number> {
  const child = spawn(command, options);
  // Whoever brings a signal answers what the terminal sends.
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
      throw new UserError(`Cannot run "${program}": you may not`, {
        exitCode: 126,
        cause,
      });
    }
    throw cause;
  }
}

/** Leaves the signals to a child; gives a function that takes them back. */
function handOver(child: Deno.ChildProcess): () => void {
  const pass = (name: Deno.Signal) => (): void => {
    try {
      child.kill(name);
    } catch {
      // It has ended, and its status is on the way.
    }
  };
  const listeners: readonly (readonly [Deno.Signal, () => void])[] = [
    // The terminal sends these to the child as well.
    ["SIGINT", () => {}],
    ["SIGQUIT", () => {}],
    ["SIGTERM", pass("SIGTERM")],
    ["SIGHUP", pass("SIGHUP")],
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
