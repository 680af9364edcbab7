/**
 * Hearth's entry point, and the only place that sets the exit code.
 *
 * @module
 */
import { run } from "@stricli/core";
import { describeError, exitCodeOf } from "./lib/core/describe_error.ts";
import { EXIT, Interrupted, UserError } from "./lib/core/errors.ts";
import { workspacePaths } from "./lib/core/files/paths.ts";
import { denoSystem } from "./lib/system/deno.ts";
import type { System } from "./lib/system/mod.ts";
import type { TaskContext } from "./lib/core/task_context.ts";
import { terminalReporter } from "./lib/core/terminal_reporter.ts";
import { findRoot } from "./lib/workspace/find_root.ts";
import { applicationFor } from "./tasks/application.ts";

/** Exit codes of signals are 128 and the signal's number. */
const SIGNALS: readonly (readonly [Deno.Signal, number])[] = [
  ["SIGINT", EXIT.interrupted],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
];

/**
 * Milliseconds within which signals are one and the same: a terminal sends
 * Ctrl-C to the whole group, and `deno task` hands on its own.
 */
const ECHO_MS = 1000;

/**
 * Aborts at the first signal; a second one ends Hearth at once, except when
 * the terminal went away: anyone who stops services must still finish.
 */
function interruptible(): AbortSignal {
  const controller = new AbortController();
  let first = 0;
  for (const [name, exitCode] of SIGNALS) {
    Deno.addSignalListener(name, () => {
      const now = performance.now();
      if (!controller.signal.aborted) {
        first = now;
        controller.abort(new Interrupted(exitCode));
      } else if (now - first > ECHO_MS && name !== "SIGHUP") {
        Deno.exit(exitCode);
      }
    });
  }
  return controller.signal;
}

/** Nothing, and `help`, ask for help: on everything or on one command. */
function withHelp(args: readonly string[]): readonly string[] {
  if (args.length === 0) return ["--help"];
  return args[0] === "help" ? [...args.slice(1), "--help"] : args;
}

/** Runs one command line and gives its exit code. */
async function main(
  args: readonly string[],
  system: System,
): Promise<number> {
  if (system.env.os === "windows") {
    throw new UserError("Hearth does not run on native Windows", {
      hint: 'Install WSL with "wsl --install" and run it there.',
    });
  }
  const { terminal } = system;
  const words = withHelp(args);
  const root = await findRoot(system, words);
  const entry = import.meta.filename ?? "main.ts";
  let signal: AbortSignal | undefined;
  const context: TaskContext = {
    process: {
      stdout: { write: terminal.writeOut },
      stderr: { write: terminal.writeError },
    },
    system,
    paths: workspacePaths(root, await Deno.realPath(entry)),
    report: terminalReporter(system),
    get signal() {
      // Until a task can be aborted, signals end it as they end any program.
      return signal ??= interruptible();
    },
  };
  const app = await applicationFor(words[0]);
  await run(app, words, context);
  const code = Number(context.process.exitCode ?? EXIT.ok);
  // The command library counts its own refusals of arguments below zero.
  return code < 0 ? EXIT.usage : code;
}

if (import.meta.main) {
  const system = denoSystem();
  try {
    Deno.exitCode = await main(Deno.args, system);
  } catch (error) {
    system.terminal.writeError(`${describeError(error)}\n`);
    Deno.exitCode = exitCodeOf(error);
  }
  // Connections that are still open must not keep Hearth waiting.
  Deno.exit();
}
