/**
 * How Python imports a file of the repository.
 *
 * @module
 */
import { basename, dirname, join } from "../../core/files/posix_path.ts";
import type { PythonFile } from "../python/python_files.ts";

/** A module, and the directory in which Python finds it. */
export interface ModuleTarget {
  /** As seen from the root; `"."` is the root. */
  readonly dir: string;
  /** Dotted name; `undefined` where the file's name is none for a module. */
  readonly module: string | undefined;
}

/**
 * Finds the directory from which the file can be imported: the one above its
 * outermost package. Without `__init__.py`, an import of another file that
 * begins with the name of a directory above shows where the packages are. A
 * file that imports its neighbors by their names alone is run where it is.
 */
export function moduleTarget(
  { path, modules }: Pick<PythonFile, "path" | "modules">,
  files: ReadonlySet<string>,
): ModuleTarget {
  let dir = dirname(path);
  if (importsNeighbor(dir, modules, files)) return targetIn(dir, path);
  while (dir !== "." && files.has(`${dir}/__init__.py`)) dir = dirname(dir);
  for (let outer = dir; outer !== "."; outer = dirname(outer)) {
    const above = dirname(outer);
    const isPackage = [...modules].some((module) => {
      const [top, ...inner] = module.split(".");
      const file = [outer, ...inner].join("/");
      return top === basename(outer) && inner.length > 0 &&
        (files.has(`${file}.py`) || files.has(`${file}/__init__.py`));
    });
    if (isPackage) dir = above;
  }
  return targetIn(dir, path);
}

function importsNeighbor(
  dir: string,
  modules: ReadonlySet<string>,
  files: ReadonlySet<string>,
): boolean {
  const isModule = (place: string, name: string): boolean =>
    [`${name}.py`, `${name}/__init__.py`].some((file) =>
      files.has(join(place, file))
    );
  const names = [...modules].map((module) => module.split(".")[0] ?? "")
    .filter((name) => name !== "");
  const outside = parents(dir);
  return names.some((name) =>
    isModule(dir, name) && !outside.some((place) => isModule(place, name))
  ) && !names.some((name) => dir.split("/").includes(name));
}

/** The directories above one, up to the root. */
function parents(dir: string): string[] {
  const above = [];
  for (let place = dir; place !== "."; above.push(place)) {
    place = dirname(place);
  }
  return above;
}

function targetIn(dir: string, path: string): ModuleTarget {
  const rest = dir === "." ? path : path.slice(dir.length + 1);
  const names = rest.replace(/(?:\/__init__)?\.py$/, "").split("/");
  return {
    dir,
    module: names.every((name) => /^[A-Za-z_]\w*$/.test(name))
      ? names.join(".")
      : undefined,
  };
}
