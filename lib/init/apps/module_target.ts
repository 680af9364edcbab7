/**
 * How Python imports a file of the repository.
 *
 * @module
 */
import { basename, dirname } from "../../core/files/posix_path.ts";
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
 * begins with the name of a directory above shows where the packages are.
 */
export function moduleTarget(
  { path, modules }: Pick<PythonFile, "path" | "modules">,
  files: ReadonlySet<string>,
): ModuleTarget {
  let dir = dirname(path);
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
  const rest = dir === "." ? path : path.slice(dir.length + 1);
  const names = rest.replace(/(?:\/__init__)?\.py$/, "").split("/");
  return {
    dir,
    module: names.every((name) => /^[A-Za-z_]\w*$/.test(name))
      ? names.join(".")
      : undefined,
  };
}
