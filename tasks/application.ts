/**
 * The command tree, of which only what was asked for is loaded.
 *
 * @module
 */
import { HEARTH } from "../lib/system/launcher.ts";
import {
  type Application,
  buildApplication,
  buildCommand,
  buildRouteMap,
  text_en,
} from "@stricli/core";
import { describeError, exitCodeOf } from "../lib/core/describe_error.ts";
import type { TaskContext } from "../lib/core/task_context.ts";
import { BRIEFS, type TaskName } from "./briefs.ts";
import { isCommand, loadCommand, type Route } from "./load_command.ts";

/**
 * The command tree for a command line that begins with `first`. All other
 * commands have their name and brief only, so that none of them costs time.
 */
export async function applicationFor(
  first: string | undefined,
): Promise<Application<TaskContext>> {
  const routes: Record<string, Route> = {};
  for (const [name, brief] of Object.entries(BRIEFS)) {
    if (!isCommand(name)) continue;
    routes[name] = name === first
      ? await loadCommand(name as TaskName)
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
          `Example: ${HEARTH} start, later ${HEARTH} stop`,
          `Help for one command: ${HEARTH} start --help`,
        ].join("\n"),
      },
    }),
    {
      name: "hearth",
      versionInfo: {
        getCurrentVersion: async () =>
          (await import("../lib/core/version.ts")).VERSION,
      },
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
