/**
 * Configurations of Visual Studio Code that start a program.
 *
 * @module
 */
import { parse } from "jsonc-parser";
import { tableOf, textOf, textsOf } from "../dependencies/declared.ts";

/** The command lines that the configurations of a `launch.json` stand for. */
export function launchCommands(text: string): string[] {
  const file = tableOf(parse(text, [], { allowTrailingComma: true }));
  const list = Array.isArray(file.configurations) ? file.configurations : [];
  return list.map(tableOf).flatMap(({ module, program, args, env }) => {
    const variables = tableOf(env);
    const words = [
      ...textsOf(args),
      ...(module === "flask" ? ["--app", textOf(variables.FLASK_APP)] : []),
    ].filter((word) => word !== undefined);
    const started = textOf(module) === undefined
      ? textOf(program)?.replace(/^\$\{workspaceFolder\}\//, "")
      : `-m ${textOf(module)}`;
    return started === undefined || /^\$\{/.test(started)
      ? []
      : [["python", started, ...words].join(" ")];
  });
}
