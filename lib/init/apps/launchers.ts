/**
 * Files that start an app which another file has.
 *
 * @module
 */
import type { PythonFile } from "../python/python_files.ts";
import type { App } from "./app.ts";
import { frameworkOf, FRAMEWORKS } from "./frameworks.ts";
import { type ImportGraph, reachableFrom } from "./import_graph.ts";
import { type Evidence, isTarget } from "./score.ts";

/**
 * Finds the scripts and modules that a README, a Procfile and the like start,
 * and that only import what they start: one for each framework.
 */
export function findLaunchers(
  sources: readonly PythonFile[],
  apps: readonly App[],
  { hints, graph }: Pick<Evidence, "hints"> & { readonly graph: ImportGraph },
): App[] {
  const launchers = new Map<string, App>();
  for (const hint of hints) {
    const { framework: name, target = "", from, weight } = hint;
    const source = sources.find(({ path, isAside }) =>
      !isAside && isTarget(hint, path)
    );
    if (source === undefined) continue;
    const { path } = source;
    const variable = /:(\w+)$/.exec(target)?.[1];
    const framework = FRAMEWORKS.find((one) =>
      one.name === name && one.name !== "django"
    );
    const isModule = framework?.isImported ?? variable !== undefined;
    const reached = reachableFrom(path, graph);
    const app = apps.find((one) =>
      one.framework.isImported === isModule && reached.has(one.path) &&
      (framework === undefined || one.framework === framework)
    );
    const started = app?.framework ?? (isModule ? undefined : framework);
    if (
      started === undefined || launchers.has(started.name) ||
      apps.some((one) => one.framework === started && isTarget(hint, one.path))
    ) continue;
    launchers.set(started.name, {
      framework: started,
      path,
      variable,
      factory: undefined,
      score: (app?.score ?? 0) + weight,
      reasons: [`${from} starts it`],
      isWeak: false,
    });
  }
  return [...launchers.values()];
}

/** Finds the notebooks that a command serves with Panel. */
export function findServedNotebooks(
  files: Evidence["files"],
  hints: Evidence["hints"],
): App[] {
  const served = new Map<string, App>();
  for (const hint of hints) {
    const path = hint.framework === "panel" &&
        hint.target?.endsWith(".ipynb") === true
      ? files.find((file) => isTarget(hint, file))
      : undefined;
    if (path === undefined || served.has(path)) continue;
    served.set(path, {
      framework: frameworkOf("panel"),
      path,
      variable: undefined,
      factory: undefined,
      score: hint.weight,
      reasons: [`${hint.from} starts it`],
      isWeak: false,
    });
  }
  return [...served.values()];
}
