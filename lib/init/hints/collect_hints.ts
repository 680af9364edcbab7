/**
 * How a repository's own files start its app.
 *
 * @module
 */
import { basename } from "../../core/files/posix_path.ts";
import type { ReadFile } from "../files/read_small.ts";
import { splitCommands, startedApp } from "./command_line.ts";
import { readCompose } from "./compose.ts";
import { devcontainerCommands } from "./devcontainer.ts";
import { type Hint, WEIGHT } from "./hint.ts";
import { launchCommands } from "./launch_json.ts";
import { readProcfile } from "./procfile.ts";
import { commandsInText, dockerfileCommands } from "./text_commands.ts";

/** Directories below which such files are looked for. */
const DEEPEST = 3;

/** Whether a compose file is of that name. */
export const COMPOSE_NAME = /^(?:docker-)?compose\.ya?ml$/;
const COMMANDS: readonly (readonly [RegExp, (text: string) => string[]])[] = [
  [/^Procfile$/, (text) => [...readProcfile(text).values()]],
  [/^devcontainer\.json$/, devcontainerCommands],
  [/^launch\.json$/, launchCommands],
  [
    COMPOSE_NAME,
    (text) => readCompose(text).flatMap(({ command }) => command ?? []),
  ],
  [/^Dockerfile$/, dockerfileCommands],
  [/^\.flaskenv$/, flaskenv],
];
const README = /^readme(?:\.\w+)?$/i;

/** Collects the hints, those that count most first. */
export async function collectHints(
  files: readonly string[],
  read: ReadFile,
): Promise<Hint[]> {
  const hints: Hint[] = [];
  for (const from of files) {
    if (from.split("/").length > DEEPEST) continue;
    const name = basename(from);
    const reader = COMMANDS.find(([pattern]) => pattern.test(name))?.[1];
    if (reader === undefined && !README.test(name)) continue;
    const text = await read(from);
    if (text === undefined) continue;
    const commands = reader?.(text) ?? commandsInText(text);
    for (const [index, command] of commands.entries()) {
      const weight = reader !== undefined
        ? WEIGHT.runs
        : index === 0
        ? WEIGHT.describes
        : WEIGHT.mentions;
      hints.push(...appsOf(command).map((app) => ({ ...app, from, weight })));
    }
  }
  return hints.sort((one, other) => other.weight - one.weight);
}

function appsOf(line: string): Pick<Hint, "framework" | "target">[] {
  return splitCommands(line).flatMap(({ words, text }) =>
    startedApp(words ?? text.split(/\s+/)) ?? []
  );
}

/** `FLASK_APP=…` as the command that it stands for. */
function flaskenv(text: string): string[] {
  const app = /^(?:export[ \t]+)?FLASK_APP=["']?([\w./:()-]+)/m.exec(text)?.[1];
  return app === undefined ? [] : [`flask --app ${app} run`];
}
