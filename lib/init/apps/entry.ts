/**
 * What in a file starts an app of a framework.
 *
 * @module
 */
import { importsModule } from "../python/imported_modules.ts";
import type { PythonFile } from "../python/python_files.ts";
import type { App } from "./app.ts";
import { type Framework, FRAMEWORKS, MADE_APP } from "./frameworks.ts";

/** What holds the app. */
export type Entry = Pick<App, "variable" | "factory">;

/**
 * Finds what starts an app.
 *
 * @param reached modules that the file imports, and those that the files of the
 * repository import that it leads to
 */
export function entryOf(
  framework: Framework,
  file: PythonFile,
  reached: () => ReadonlySet<string>,
): Entry | undefined {
  const { path, code, modules } = file;
  const uses = (name: string): boolean => importsModule(reached(), name);
  const isOwn = framework.modules.some((name) => importsModule(modules, name));
  // Dash's own server is a Flask app, and so may be what is given to it.
  if (framework.name === "flask" && importsModule(modules, "dash")) {
    return undefined;
  }
  if (framework.name === "streamlit" && /(?:^|\/)pages\/[^/]+$/.test(path)) {
    return undefined;
  }
  const match = framework.entry.exec(code);
  const isEntry = match !== null &&
    (isOwn || framework.isLed && framework.modules.some(uses) &&
        !["flask", "playwright"].some(uses));
  if (isEntry) return entryAt(code, match);
  // The app may be made elsewhere, as `app = create_app()` in `wsgi.py`.
  const made = framework.isMade ? MADE_APP.exec(code)?.[1] : undefined;
  if (made === undefined) return undefined;
  const others = FRAMEWORKS.filter((other) => other !== framework);
  const isMeant = framework.modules.some(uses)
    ? framework.name === "flask" || !uses("flask")
    : framework.name === "flask" &&
      !others.some((other) => other.modules.some(uses));
  return isMeant ? { variable: made, factory: undefined } : undefined;
}

function entryAt(code: string, match: RegExpExecArray): Entry {
  const [whole, variable] = match;
  const isInside = /^[ \t]/.test(whole);
  if (!isInside || variable === undefined) {
    return { variable, factory: undefined };
  }
  const factory = functionAround(code, match.index);
  const called = factory && new RegExp(
    String.raw`^(\w+)[ \t]*(?::[^=\n]+)?=[ \t]*${factory}\(`,
    "m",
  ).exec(code)?.[1];
  return called === undefined
    ? { variable: undefined, factory }
    : { variable: called, factory: undefined };
}

/** Name of the function without indentation that a place is in. */
function functionAround(code: string, index: number): string | undefined {
  const before = code.slice(0, index);
  return [...before.matchAll(/^(?:async[ \t]+)?def[ \t]+(\w+)/gm)].at(-1)?.[1];
}

/** Whether the file does something when it is run, instead of defining it. */
export function isStarted({ name }: Framework, { code }: PythonFile): boolean {
  return name !== "streamlit" ||
    /^(?:if[ \t]+__name__\b|st\.\w|with[ \t]+st\.|\w+\(\)[ \t]*$)/m.test(
      code,
    ) ||
    /^(?!def|class|import|from|@|async)\w[^\n]*\bst\.\w/m.test(code);
}
