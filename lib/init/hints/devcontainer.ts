/**
 * Commands of a development container.
 *
 * @module
 */
import { parse } from "jsonc-parser";
import { tableOf, textOf, textsOf } from "../dependencies/declared.ts";

const COMMANDS = ["postStartCommand", "postAttachCommand"] as const;

/** Command lines that run once the container is up. */
export function devcontainerCommands(text: string): string[] {
  const file = tableOf(parse(text, [], { allowTrailingComma: true }));
  return COMMANDS.flatMap((name) => linesOf(file[name]));
}

/** A command is a text, a list of words, or several commands by name. */
function linesOf(command: unknown): string[] {
  if (Array.isArray(command)) return [textsOf(command).join(" ")];
  const line = textOf(command);
  return line === undefined
    ? Object.values(tableOf(command)).flatMap((value) =>
      textOf(value) ?? textsOf(value).join(" ")
    ).filter((text) => text !== "")
    : [line];
}
