/**
 * Which files of a repository import which others.
 *
 * @module
 */
import { dirname, join } from "../../core/files/posix_path.ts";
import type { PythonFile } from "../python/python_files.ts";

/** Paths that each file imports, by its path. */
export type ImportGraph = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Files are told apart by any end of their dotted names: what Python's search
 * path will be is not known yet. Of several, one that is found from the
 * importing file's own directory, or from one above, is meant.
 */
export function importGraph(sources: readonly PythonFile[]): ImportGraph {
  const own = new Set(sources.map(({ path }) => path));
  const byModule = new Map<string, string[]>();
  for (const { path } of sources) {
    const parts = path.replace(/(?:\/__init__)?\.py$/, "").split("/");
    for (let from = 0; from < parts.length; from++) {
      const module = parts.slice(from).join(".");
      const paths = byModule.get(module) ?? [];
      paths.push(path);
      byModule.set(module, paths);
    }
  }
  return new Map(sources.map(({ path, modules }) => {
    const imported = [...modules].flatMap((module) =>
      module.startsWith(".")
        ? relativePaths(path, module).filter((other) => own.has(other))
        : nearest(path, module, byModule.get(module) ?? [])
    );
    return [path, new Set(imported.filter((other) => other !== path))];
  }));
}

/** Those of the files that are found from nearest to the importing one. */
function nearest(
  from: string,
  module: string,
  paths: readonly string[],
): readonly string[] {
  const inner = `/${module.replaceAll(".", "/")}`;
  const near = paths.map((path) => {
    const base = `/${path}`.slice(0, `/${path}`.lastIndexOf(inner));
    const isAbove = `/${from}`.startsWith(`${base}/`);
    return { path, depth: isAbove ? base.length : -1 };
  });
  const most = Math.max(...near.map(({ depth }) => depth));
  return near.filter(({ depth }) => depth === most).map(({ path }) => path);
}

/** Files that `from ..name import` in a file may mean. */
function relativePaths(path: string, module: string): string[] {
  const [, dots = "", name = ""] = /^(\.+)(.*)$/.exec(module) ?? [];
  const up = "../".repeat(dots.length - 1);
  const file = join(dirname(path), up, name.replaceAll(".", "/"));
  return [`${file}.py`, `${file}/__init__.py`];
}

/** Everything that a file imports, and what that imports, without itself. */
export function reachableFrom(path: string, graph: ImportGraph): Set<string> {
  const reached = new Set<string>();
  const rest = [...graph.get(path) ?? []];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    rest.push(...graph.get(next) ?? []);
  }
  return reached;
}
