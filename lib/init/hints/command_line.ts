/**
 * Command lines in Procfiles and the like, taken apart.
 *
 * @module
 */
import { parse } from "shell-quote";
import type { FrameworkName } from "../apps/frameworks.ts";

/** One command of a line. */
export interface CommandLine {
  readonly text: string;
  /** Program and arguments; `undefined` where only a shell can run it. */
  readonly words: readonly string[] | undefined;
}

/** What a command starts. */
export interface StartedApp {
  /** `undefined` for a script that is run with Python itself. */
  readonly framework: FrameworkName | undefined;
  /** A script, or `module:variable`; `undefined` where it is not said. */
  readonly target: string | undefined;
}

/** What is between `;` and `&&`, which count for nothing within quotes. */
const COMMAND = /(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|(?<!&)&(?!&)|[^;&])+/g;

/** The commands of a line that run one after the other. */
export function splitCommands(line: string): CommandLine[] {
  return (line.match(COMMAND) ?? []).map((text) => text.trim())
    .filter((text) => text !== "")
    .map((text) => ({ text, words: wordsOf(text) }));
}

/** Words of a command that needs no shell, with `$PORT` as `{port}`. */
function wordsOf(text: string): string[] | undefined {
  try {
    const words = parse(text, (name) => name === "PORT" ? "{port}" : { name });
    const plain = words.filter((word) => typeof word === "string");
    const isPlain = plain.length === words.length && plain.length > 0 &&
      !/[`\\]/.test(text) && !/^\w+=/.test(plain[0] ?? "");
    return isPlain ? plain : undefined;
  } catch {
    return undefined;
  }
}

/** Programs that only run what follows. */
const RUNNERS: readonly (readonly string[])[] = [
  ["exec"],
  ["poetry", "run"],
  ["pipenv", "run"],
  ["uv", "run"],
  ["pdm", "run"],
  ["hatch", "run"],
  ["pixi", "run"],
];

/** A command without the programs that only run another one. */
export function withoutRunner(words: readonly string[]): readonly string[] {
  const runner = RUNNERS.find((names) =>
    names.every((name, index) => words[index] === name)
  );
  return runner === undefined
    ? words
    : withoutRunner(words.slice(runner.length));
}

/** What a command starts; `undefined` for anything but an app. */
export function startedApp(command: readonly string[]): StartedApp | undefined {
  const words = withoutRunner(command);
  const isPython = /(?:^|\/)python[\d.]*$/.test(words[0] ?? "");
  const rest = isPython ? words.slice(words[1] === "-m" ? 2 : 1) : words;
  const [first = "", ...args] = rest;
  const program = first.replace(/^.*\//, "");
  const script = args.find((word) => /\.(?:py|ipynb)$/.test(word));
  const target = args.find((word) =>
    /^[A-Za-z_][\w.]*:[\w.]+(?:\(\))?$/.test(word)
  );
  switch (isPython && words[1] !== "-m" ? "script" : program) {
    case "streamlit":
    case "panel":
    case "marimo":
    case "gradio":
      return { framework: program as FrameworkName, target: script };
    case "manage.py":
      return { framework: "django", target: first };
    case "fastapi":
      return { framework: "fastapi", target: script };
    case "uvicorn":
    case "hypercorn":
      return { framework: undefined, target };
    case "gunicorn":
      return {
        framework: undefined,
        target: target ??
          args.find((word) =>
            /^[A-Za-z_]\w*(?:\.\w+)+(?<!\.py|\.conf)$/.test(word)
          ),
      };
    case "flask":
      return { framework: "flask", target: flaskTarget(args) };
    case "script":
      return program === "manage.py"
        ? { framework: "django", target: first }
        : { framework: undefined, target: first };
    default:
      return undefined;
  }
}

function flaskTarget(args: readonly string[]): string | undefined {
  const given = args.find((word) => word.startsWith("--app="));
  if (given !== undefined) return given.slice("--app=".length);
  const flag = args.findIndex((word) => word === "--app" || word === "-A");
  return flag < 0 ? undefined : args[flag + 1];
}
