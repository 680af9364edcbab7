/**
 * An app as a service of the workspace.
 *
 * @module
 */
import { basename, dirname, relative } from "../../core/files/posix_path.ts";
import type { App } from "../apps/app.ts";
import { type ModuleTarget, moduleTarget } from "../apps/module_target.ts";
import { type Hint, hintedFile, WEIGHT } from "../hints/hint.ts";
import type { Facts } from "../propose/facts.ts";
import { importPath } from "./import_path.ts";
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
        options: {
          ...inDir(dir),
          ...options,
          ...importPath(app, facts, { cwd: dir }),
        },
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
  const { dir: cwd, module } = startedTarget(path, hints) ?? moduleTarget(
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
  const { env, ...options }: Options = runDir(cwd, dir, files);
  if (framework.name === "flask") {
    const target = module ?? within(cwd, path);
    const app = FLASK_NAMES.has(object)
      ? target
      : `${target}:${object}${isFactory ? "()" : ""}`;
    if (app !== "app") options.app = app;
  } else {
    const app = `${module}:${object}`;
    if (app !== "main:app") options.app = app;
    if (framework.name === "fastapi") {
      if (isFactory) options.factory = true;
      Object.assign(
        options,
        documentation([...source ? [source] : [], ...sources]),
      );
    }
  }
  if (env !== undefined) options.env = env;
  return { name, preset: framework.name, options };
}

/** Which page to open, where the application's documentation is not at `/docs`. */
function documentation(sources: Facts["sources"]): Options {
  const made = sources.find(({ code, isAside }) =>
    !isAside && /\bFastAPI\(/.test(code)
  );
  const [, url, index] =
    /\bdocs_url\s*=\s*(None|[rR]?"(\d+)")(?=\s*[,)])/.exec(made?.code ?? "") ??
      [];
  if (url === undefined) return {};
  const path = url === "None" ? "/" : made?.texts[Number(index)] ?? "";
  return path.startsWith("/") && path !== "/docs" ? { open: path } : {};
}

/** Where migrations of the project would not be found, only Python looks. */
function runDir(
  cwd: string,
  dir: string,
  files: readonly string[],
): Options {
  const migrations = dir === "." ? "alembic.ini" : `${dir}/alembic.ini`;
  const isBelow = cwd !== dir && (dir === "." || cwd.startsWith(`${dir}/`));
  return isBelow && files.includes(migrations)
    ? { ...inDir(dir), env: { PYTHONPATH: within(dir, cwd) } }
    : inDir(cwd);
}

/** How a command of the repository's own imports the file. */
function startedTarget(
  path: string,
  hints: readonly Hint[],
): ModuleTarget | undefined {
  const name = path.replace(/(?:\/__init__)?\.py$/, "").replaceAll("/", ".");
  const module = hints.filter(({ weight }) => weight === WEIGHT.runs)
    .map(({ target = "" }) => /^([\w.]+):\w+$/.exec(target)?.[1])
    .find((one) =>
      one !== undefined && (name === one || name.endsWith(`.${one}`))
    );
  if (module === undefined) return undefined;
  const dir = path.slice(0, Math.max(0, name.length - module.length - 1));
  return { dir: dir === "" ? "." : dir, module };
}

/** A file's path as seen from a directory of the repository. */
function within(dir: string, path: string): string {
  return dir === "." ? path : relative(`/${dir}`, `/${path}`);
}

/** `cwd`, where it is not the root. */
export function inDir(dir: string): Options {
  return dir === "." || basename(dir) === "" ? {} : { cwd: dir };
}
