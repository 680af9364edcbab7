/**
 * Finding what can be started, and which of several it is.
 *
 * @module
 */
import { basename, dirname, join } from "../../core/files/posix_path.ts";
import { hintedDir, hintedFile } from "../hints/hint.ts";
import type { Hint } from "../hints/hint.ts";
import { importsModule } from "../python/imported_modules.ts";
import type { PythonFile } from "../python/python_files.ts";
import type { App } from "./app.ts";
import { type Framework, FRAMEWORKS } from "./frameworks.ts";
import { importGraph, reachableFrom } from "./import_graph.ts";

/** What else the ranking looks at. */
export interface Evidence {
  readonly hints: readonly Hint[];
  /** All files, for directories such as `pages`. */
  readonly files: readonly string[];
}

/** Every app, the best first; of equals the first in the alphabet. */
export function findApps(
  sources: readonly PythonFile[],
  evidence: Evidence,
): App[] {
  const graph = importGraph(sources);
  const imported = new Set([...graph.values()].flatMap((paths) => [...paths]));
  const known = FRAMEWORKS.filter(({ modules }) =>
    !modules.some((name) => isLocal(name, evidence.files))
  );
  const apps = known.flatMap((framework) =>
    sources.flatMap((file): App[] => {
      const entry = entryOf(framework, file);
      if (entry === undefined) return [];
      const { path, isAside } = file;
      const { score, reasons } = scored(framework, file, evidence, imported);
      const isHelper = !framework.isImported && reasons.length === 0 &&
        (imported.has(path) || !isStarted(framework, file));
      const isWeak = isAside || isHelper;
      return [{ framework, path, ...entry, score, reasons, isWeak }];
    })
  );
  return [...apps, ...launchers(sources, apps, { evidence, graph })]
    .sort((one, other) =>
      other.score - one.score ||
      (one.path < other.path ? -1 : one.path > other.path ? 1 : 0)
    );
}

/** Whether the repository is the framework's own. */
function isLocal(module: string, files: readonly string[]): boolean {
  return [`${module}/__init__.py`, `src/${module}/__init__.py`].some((path) =>
    files.includes(path)
  );
}

/** Scripts that a README starts and that import the app they start. */
function launchers(
  sources: readonly PythonFile[],
  apps: readonly App[],
  { evidence, graph }: {
    readonly evidence: Evidence;
    readonly graph: ReadonlyMap<string, ReadonlySet<string>>;
  },
): App[] {
  const known = new Set(apps.map(({ path }) => path));
  const paths = new Set(sources.map(({ path }) => path));
  for (const { framework, target, from, weight } of evidence.hints) {
    if (framework !== undefined || !target?.endsWith(".py")) continue;
    const dir = hintedDir(from);
    const path = join(dir, target);
    if (known.has(path) || !paths.has(path)) continue;
    const reached = reachableFrom(path, graph);
    const app = apps.find((one) =>
      !one.framework.isImported && reached.has(one.path)
    );
    if (app === undefined) continue;
    return [{
      ...app,
      path,
      score: app.score + weight,
      reasons: [`${from} starts it`],
      isWeak: false,
    }];
  }
  return [];
}

function entryOf(
  framework: Framework,
  { path, code, modules }: PythonFile,
): Pick<App, "variable" | "factory"> | undefined {
  const isOwn = framework.modules.some((name) => importsModule(modules, name));
  const match = framework.entry.exec(code);
  if (match === null) return undefined;
  const [whole, variable] = match;
  // The app may be made elsewhere, as `app = create_app()` in `wsgi.py`.
  const isCall = framework.name === "flask" &&
    /_app(?:lication)?\($/.test(whole);
  if (isCall ? /^[ \t]/.test(whole) : !isOwn) return undefined;
  if (framework.name === "streamlit" && /(?:^|\/)pages\/[^/]+$/.test(path)) {
    return undefined;
  }
  // Dash's own server is a Flask app, and so may be what is given to it.
  if (framework.name === "flask" && importsModule(modules, "dash")) {
    return undefined;
  }
  const isInside = /^[ \t]/.test(whole);
  return isInside && variable !== undefined
    ? { variable: undefined, factory: functionAround(code, match.index) }
    : { variable, factory: undefined };
}

/** Name of the function without indentation that a place is in. */
function functionAround(code: string, index: number): string | undefined {
  const before = code.slice(0, index);
  return [...before.matchAll(/^(?:async[ \t]+)?def[ \t]+(\w+)/gm)].at(-1)?.[1];
}

/** Whether the file does something when it is run, instead of defining it. */
function isStarted({ name }: Framework, { code }: PythonFile): boolean {
  return name !== "streamlit" ||
    /^(?:if[ \t]+__name__\b|st\.\w|with[ \t]+st\.|\w+\(\)[ \t]*$)/m.test(
      code,
    ) ||
    /^(?!def|class|import|from|@|async)\w[^\n]*\bst\.\w/m.test(code);
}

function scored(
  framework: Framework,
  { path, code, isAside }: PythonFile,
  { hints, files }: Evidence,
  imported: ReadonlySet<string>,
): { score: number; reasons: string[] } {
  const hint = hints.find((one) => isMeant(one, framework, path));
  const place = framework.files.indexOf(basename(path).toLowerCase());
  const pages = `${dirname(path) === "." ? "" : `${dirname(path)}/`}pages/`;
  const isStreamlit = framework.name === "streamlit";
  const score = (hint?.weight ?? 0) +
    (place < 0 ? 0 : 25 - 2 * place) -
    5 * (path.split("/").length - 1) -
    (isAside ? 60 : 0) -
    (!framework.isImported && imported.has(path) ? 30 : 0) +
    (/^if[ \t]+__name__\b/m.test(code) ? 5 : 0) +
    (isStreamlit && /^st\.\w+|^with[ \t]+st\./m.test(code) ? 10 : 0) +
    (isStreamlit && /\bst\.(?:set_page_config|navigation)\(/.test(code)
      ? 15
      : 0) +
    (isStreamlit && files.some((file) => file.startsWith(pages)) ? 15 : 0) +
    (framework.name === "dash" && /\.run(?:_server)?\(/.test(code) ? 15 : 0) +
    (framework.name === "fasthtml" && /^serve\(/m.test(code) ? 10 : 0);
  return {
    score,
    reasons: hint === undefined ? [] : [`${hint.from} starts it`],
  };
}

/** Whether a hint is about the file, which it names from its own directory. */
function isMeant(
  { framework, target, from }: Hint,
  { name }: Framework,
  path: string,
): boolean {
  if (framework !== undefined && framework !== name) return false;
  if (target === undefined) return false;
  const file = hintedFile(target);
  const dir = hintedDir(from);
  return [path, path.replace(/\/__init__\.py$/, ".py")].some((own) =>
    own === file || own === `${dir}/${file}` ||
    (dir === "." || own.startsWith(`${dir}/`)) && own.endsWith(`/${file}`)
  );
}
