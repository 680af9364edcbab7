/**
 * Where a script's imports are found.
 *
 * @module
 */
import { dirname, relative } from "../../core/files/posix_path.ts";
import type { App } from "../apps/app.ts";
import { moduleTarget } from "../apps/module_target.ts";
import type { Facts } from "../propose/facts.ts";
import type { Literal } from "../propose/proposal.ts";

/**
 * `PYTHONPATH` for a script that imports its own package by the whole name:
 * Python looks beside the script only, and Streamlit where it runs, too.
 *
 * @param cwd where the script runs
 */
export function importPath(
  { framework, path }: Pick<App, "framework" | "path">,
  { files, sources }: Pick<Facts, "files" | "sources">,
  { cwd }: { readonly cwd: string },
): { readonly env?: Readonly<Record<string, Literal>> } {
  const source = sources.find((file) => file.path === path);
  if (source === undefined) return {};
  const { dir } = moduleTarget(source, new Set(files));
  const isFound = dir === dirname(path) ||
    framework.name === "streamlit" && dir === cwd;
  const tops = [...source.modules].map((module) => module.split(".")[0] ?? "");
  const has = (place: string, name: string): boolean => {
    const start = `${place === "." ? "" : `${place}/`}${name}`;
    return files.some((file) =>
      file === `${start}.py` ||
      file.startsWith(`${start}/`) && file.endsWith(".py")
    );
  };
  const isNeeded = !isFound &&
    tops.some((top) => top !== "" && has(dir, top) && !has(dirname(path), top));
  return isNeeded
    ? { env: { PYTHONPATH: relative(`/${cwd}`, `/${dir}`) || "." } }
    : {};
}
