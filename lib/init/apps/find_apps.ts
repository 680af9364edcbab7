/**
 * Finding what can be started, and which of several it is.
 *
 * @module
 */
import type { PythonFile } from "../python/python_files.ts";
import type { App } from "./app.ts";
import { entryOf, isStarted } from "./entry.ts";
import { FRAMEWORKS } from "./frameworks.ts";
import { importGraph, reachableFrom } from "./import_graph.ts";
import { findLaunchers, findServedNotebooks } from "./launchers.ts";
import { type Evidence, scored } from "./score.ts";

const TEST = /(?:^|\/)(?:tests?\/|test_[^/]*$|[^/]*_test\.py$|conftest\.py$)/;

/** Every app, the best first; of equals the first in the alphabet. */
export function findApps(
  sources: readonly PythonFile[],
  { hints, files }: Evidence,
): App[] {
  const graph = importGraph(sources);
  // What only a test imports is the program itself.
  const imported = new Set(
    sources.filter(({ path }) => !TEST.test(path))
      .flatMap(({ path }) => [...graph.get(path) ?? []]),
  );
  const byPath = new Map(sources.map((file) => [file.path, file]));
  const known = FRAMEWORKS.filter(({ modules }) =>
    !modules.some((name) => isLocal(name, files))
  );
  const apps = sources.flatMap((file) => {
    const { path, isAside } = file;
    const isImported = imported.has(path);
    const reached = (): ReadonlySet<string> =>
      new Set(
        [path, ...reachableFrom(path, graph)].flatMap((other) => [
          ...byPath.get(other)?.modules ?? [],
        ]),
      );
    return known.flatMap((framework): App[] => {
      const entry = entryOf(framework, file, reached);
      if (entry === undefined) return [];
      const evidence = { hints, files, isImported };
      const { score, reasons } = scored(framework, file, evidence);
      const isHelper = !framework.isImported && reasons.length === 0 &&
        (isImported || !isStarted(framework, file));
      const isWeak = isAside || isHelper;
      return [{ framework, path, ...entry, score, reasons, isWeak }];
    });
  });
  return [
    ...apps,
    ...findLaunchers(sources, apps, { hints, graph }),
    ...findServedNotebooks(files, hints),
  ]
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
