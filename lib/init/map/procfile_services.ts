/**
 * Processes of a Procfile as services.
 *
 * @module
 */
import {
  type CommandLine,
  splitCommands,
  startedApp,
  withoutRunner,
} from "../hints/command_line.ts";
import { readProcfile } from "../hints/procfile.ts";
import { resolve } from "../../core/files/posix_path.ts";
import { inDir } from "./app_service.ts";
import { serviceName } from "./service_name.ts";
import type { Literal, ProposedService } from "../propose/proposal.ts";

/** What a Procfile gives. */
export interface ProcfileServices {
  readonly services: readonly ProposedService[];
  /** Commands to run before the app. */
  readonly before: readonly (readonly string[])[];
  /** What `web` runs, as it is written, and as a command. */
  readonly web:
    | { readonly line: string; readonly command: readonly string[] }
    | undefined;
}

/** Programs that take their work from Redis, where there is a client of it. */
const QUEUE = /\b(?:rq|celery|arq|huey|dramatiq|rqworker|qcluster)\b/;

/**
 * Reads a Procfile: `release`, and what `web` does first, run before the app;
 * other processes are services that `start` starts by name only, because a
 * developer does not need them for the first page.
 */
export function procfileServices(
  text: string,
  { dir, cwd, redis, hasRedis }: {
    readonly dir: string;
    /** Where the app runs. */
    readonly cwd: string;
    /** Name of the service that runs Redis. */
    readonly redis: string | undefined;
    readonly hasRedis: boolean;
  },
): ProcfileServices {
  const services: ProposedService[] = [];
  const before: (readonly string[])[] = [];
  let web: ProcfileServices["web"];
  let queue = redis;
  for (const [name, line] of readProcfile(text)) {
    const commands = splitCommands(line);
    if (name === "release") {
      before.push(...runnable(commands, cwd));
      continue;
    }
    if (name === "web") {
      const all = runnable(commands, cwd);
      const command = all.at(-1);
      before.push(...all.slice(0, -1));
      if (command !== undefined) web = { line, command };
      continue;
    }
    if (commands.some(isServer)) continue;
    const needsRedis = hasRedis && QUEUE.test(line);
    if (needsRedis && queue === undefined) {
      queue = "redis";
      const preset = "redis";
      services.push({ name: queue, preset, options: {}, isOptional: true });
    }
    const [only, ...others] = commands;
    const command: Literal = only !== undefined && others.length === 0
      ? argumentsOf(only)
      : ["sh", "-c", line];
    services.push({
      name: serviceName(name),
      options: {
        ...inDir(dir),
        command,
        ...(needsRedis && queue !== undefined && { dependsOn: [queue] }),
        optional: true,
      },
    });
  }
  return { services, before, web };
}

/** What only changes the shell that runs it. */
const OF_SHELL = /^(?:\.|cd|eval|export|set|source|ulimit|umask|unset)(?:\s|$)/;

/**
 * Commands that can each run by itself: what changes the shell is repeated
 * before those that follow. The app's own directory needs no `cd`.
 */
function runnable(
  commands: readonly CommandLine[],
  cwd: string,
): (readonly string[])[] {
  const changes: string[] = [];
  return commands.flatMap((command) => {
    const { text, words = [] } = command;
    if (OF_SHELL.test(text)) {
      const isThere = words[0] === "cd" &&
        resolve("/", words[1] ?? "") === resolve("/", cwd);
      if (!isThere) changes.push(text);
      return [];
    }
    return [
      changes.length === 0
        ? argumentsOf(command)
        : ["sh", "-c", [...changes, text].join(" && ")],
    ];
  });
}

/** Whether it is the app once more, as a development server may be. */
function isServer({ words = [] }: CommandLine): boolean {
  const app = startedApp(words);
  return app?.framework !== undefined && app.target?.endsWith(".py") === true &&
    (words.includes("runserver") || app.framework !== "django");
}

/** Words for a program, or for a shell where only a shell can run them. */
function argumentsOf({ text, words }: CommandLine): readonly string[] {
  return words === undefined ? ["sh", "-c", text] : withoutRunner(words);
}
