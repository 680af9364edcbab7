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
import { describeError, exitCodeOf } from "../lib/core/describe_error.ts";
import type { TaskContext } from "../lib/core/task_context.ts";
import { BRIEFS, type TaskName } from "./briefs.ts";

type Route = Command<TaskContext> | RouteMap<TaskContext>;

/**
 * Where the flags and the help of a task are declared. The file's name is put
 * together at run time: what a literal names Deno reads before it runs
 * anything, with all that is behind it, which would be every file of
 * every task.
 */
async function routeOf(name: TaskName): Promise<Route> {
  const file = ["./", name, "/command.ts"].join("");
  const declared: Record<string, Route> = await import(file);
  const route = declared[`${name}Command`];
  if (route === undefined) throw new TypeError(`${file} declares no command`);
  return route;
}

/**
 * The command tree for a command line that begins with `first`. All other
 * commands have their name and brief only, so that none of them costs time.
 */
export async function applicationFor(
  first: string | undefined,
): Promise<Application<TaskContext>> {
  const routes: Record<string, Route> = {};
  for (const [name, brief] of Object.entries(BRIEFS)) {
    routes[name] = name === first
      ? await routeOf(name as TaskName)
      : mention(brief);
  }
  return buildApplication<TaskContext>(
    buildRouteMap<string, TaskContext>({
      routes,
      docs: {
        brief: "Set up a Python project and run its services",
        fullDescription: [
          "Sets up a Python project and starts JupyterLab, the web app and its other",
          "services with the repository's pinned packages. One more command stops",
          "everything.",
          "",
          "Example: deno task start, later deno task stop",
          "Help for one command: deno task start --help",
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
