/**
 * An app as a service of the workspace.
 *
 * @module
 */
import { basename, dirname, relative } from "../../core/files/posix_path.ts";
import type { App } from "../apps/app.ts";
import { moduleTarget } from "../apps/module_target.ts";
import { hintedFile } from "../hints/hint.ts";
import type { Facts } from "../propose/facts.ts";
import type { Literal, ProposedService } from "../propose/proposal.ts";

type Options = Record<string, Literal>;

/** What `flask` finds by itself. */
const FLASK_NAMES = new Set(["app", "application", "create_app", "make_app"]);

/**
 * The preset that runs the app, with those options only that differ from the
 * preset's own.
 *
 * @param dir the project's directory, in which scripts run
 */
export function appService(
  app: App,
  facts: Pick<Facts, "files" | "sources" | "hints">,
  { name, dir }: { readonly name: string; readonly dir: string },
): ProposedService {
  const { framework, path } = app;
  switch (framework.name) {
    case "django": {
      const cwd = inDir(dirname(path));
      return { name, preset: "django", options: { ...cwd, migrate: true } };
    }
    case "fastapi":
    case "flask":
    case "fasthtml":
      return moduleService(app, facts, { name, dir });
    case "marimo": {
      const notebooks = facts.sources.filter(({ code, isAside }) =>
        !isAside && framework.entry.test(code)
      );
      const options = notebooks.length === 1
        ? { ...inDir(dir), notebook: within(dir, path) }
        : inDir(dir);
      return { name, preset: "marimo", options };
    }
    default: {
      const script = within(dir, path);
      const options = script === "app.py" ? {} : { script };
      return {
        name,
        preset: framework.name,
        options: { ...inDir(dir), ...options },
      };
    }
  }
}

function moduleService(
  { framework, path, variable, factory }: App,
  { files, sources, hints }: Pick<Facts, "files" | "sources" | "hints">,
  { name, dir }: { readonly name: string; readonly dir: string },
): ProposedService {
  const source = sources.find((file) => file.path === path);
  const { dir: cwd, module } = moduleTarget(
    source ?? { path, modules: new Set() },
    new Set(files),
  );
  if (module === undefined && framework.name !== "flask") {
    return {
      name,
      options: {
        ...inDir(dir),
        command: ["python", within(dir, path)],
        port: framework.name === "fasthtml" ? 5001 : 8000,
        open: "/",
      },
    };
  }
  // A command of the repository's own names the variable, too.
  const hinted = hints.map(({ target }) => target ?? "").find((target) =>
    /:\w+$/.test(target) && path.endsWith(hintedFile(target))
  )?.replace(/^.*:/, "");
  const object = variable ?? hinted ?? factory ?? "app";
  const isFactory = variable === undefined && hinted === undefined &&
    factory !== undefined;
  const options: Options = inDir(cwd);
  if (framework.name === "flask") {
    const target = module ?? within(cwd, path);
    const app = FLASK_NAMES.has(object)
      ? target
      : `${target}:${object}${isFactory ? "()" : ""}`;
    if (app !== "app") options.app = app;
  } else {
    const app = `${module}:${object}`;
    if (app !== "main:app") options.app = app;
    if (isFactory && framework.name === "fastapi") options.factory = true;
  }
  return { name, preset: framework.name, options };
}

/** A file's path as seen from a directory of the repository. */
function within(dir: string, path: string): string {
  return dir === "." ? path : relative(`/${dir}`, `/${path}`);
}

/** `cwd`, where it is not the root. */
export function inDir(dir: string): Options {
  return dir === "." || basename(dir) === "" ? {} : { cwd: dir };
}
