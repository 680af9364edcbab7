/**
 * The command tree, of which only what was asked for is loaded.
 *
 * @module
 */
import {
  type Application,
  buildApplication,
  buildCommand,
  buildRouteMap,
  type Command,
  type RouteMap,
  text_en,
} from "@stricli/core";
import { describeError, exitCodeOf } from "../lib/describe_error.ts";
import type { TaskContext } from "../lib/task_context.ts";
import { BRIEFS, type TaskName } from "./briefs.ts";

type Route = Command<TaskContext> | RouteMap<TaskContext>;

/** Where the flags and the help of each task are declared. */
const ROUTES: Readonly<Record<TaskName, () => Promise<Route>>> = {
  setup: async () => (await import("./setup_command.ts")).setupCommand,
  start: async () => (await import("./start_command.ts")).startCommand,
  stop: async () => (await import("./stop_command.ts")).stopCommand,
  restart: async () => (await import("./restart_command.ts")).restartCommand,
  status: async () => (await import("./status_command.ts")).statusCommand,
  logs: async () => (await import("./logs_command.ts")).logsCommand,
  attach: async () => (await import("./attach_command.ts")).attachCommand,
  open: async () => (await import("./open_command.ts")).openCommand,
  shell: async () => (await import("./shell_command.ts")).shellCommand,
  secret: async () => (await import("./secret_command.ts")).secretCommand,
  ollama: async () => (await import("./ollama_command.ts")).ollamaCommand,
  doctor: async () => (await import("./doctor_command.ts")).doctorCommand,
  flakes: async () => (await import("./flakes_command.ts")).flakesCommand,
  bench: async () => (await import("./bench_command.ts")).benchCommand,
  completions: async () =>
    (await import("./completions_command.ts")).completionsCommand,
  clean: async () => (await import("./clean_command.ts")).cleanCommand,
  test: async () => (await import("./test_command.ts")).testCommand,
};

/**
 * The command tree for a command line that begins with `first`. All other
 * commands have their name and brief only, so that none of them costs time.
 */
export async function applicationFor(
  first: string | undefined,
): Promise<Application<TaskContext>> {
  const routes: Record<string, Route> = {};
  for (const [name, load] of Object.entries(ROUTES)) {
    routes[name] = name === first
      ? await load()
      : mention(BRIEFS[name as TaskName]);
  }
  return buildApplication<TaskContext>(
    buildRouteMap<string, TaskContext>({
      routes,
      docs: {
        brief: "Makes a clone of a repository feel like home",
        fullDescription: [
          "Makes a clone of a repository feel like home: JupyterLab, the app and",
          "their Python environment with one command, and gone with another.",
          "",
          "Example: deno task start, then deno task stop",
          "Help on a command: deno task start --help",
        ].join("\n"),
      },
    }),
    {
      name: "hearth",
      scanner: {
        caseStyle: "allow-kebab-for-camel",
        allowArgumentEscapeSequence: true,
      },
      documentation: { caseStyle: "convert-camel-to-kebab" },
      localization: {
        text: { ...text_en, exceptionWhileRunningCommand: describeError },
      },
      determineExitCode: exitCodeOf,
    },
  );
}

/** A command as lists show it. */
function mention(brief: string): Route {
  return buildCommand<Record<never, never>, [], TaskContext>({
    docs: { brief },
    parameters: {},
    func: () => {},
  });
}
