/**
 * Loading the flags and the help of one command.
 *
 * @module
 */
import type { Command, RouteMap } from "@stricli/core";
import type { TaskContext } from "../lib/core/task_context.ts";
import type { TaskName } from "./briefs.ts";

/** A command, or commands below one name. */
export type Route = Command<TaskContext> | RouteMap<TaskContext>;

/** Whether a command is part of this Hearth; all of them are in a checkout. */
export function isCommand(_name: string): boolean {
  return true;
}

/**
 * Loads where a command is declared. The file's name is put together at run
 * time: what a literal names Deno reads before it runs anything, with all that
 * is behind it, which would be every file of every command. The package has
 * literal names instead, which its build makes lazy in another way.
 */
export async function loadCommand(name: TaskName): Promise<Route> {
  const file = ["./", name, "/command.ts"].join("");
  const declared: Record<string, Route> = await import(file);
  const route = declared[`${name}Command`];
  if (route === undefined) throw new TypeError(`${file} declares no command`);
  return route;
}
