/**
 * Asking a Python what it is.
 *
 * @module
 */
import type { Interpreter } from "./interpreter.ts";
import type { System } from "../../system/mod.ts";

/** The base executable leads out of virtual environments and stand-ins. */
const QUESTION = "import sys; " +
  "print(getattr(sys, '_base_executable', None) or sys.executable); " +
  "print('.'.join(map(str, sys.version_info[:3])))";

/** The Python below `path`; `undefined` when it does not run. */
export async function probePython(
  { fs, env, proc }: Pick<System, "fs" | "env" | "proc">,
  path: string,
  signal?: AbortSignal,
): Promise<Interpreter | undefined> {
  // Variables that an active environment sets would speak for that one.
  const { PYTHONHOME: _home, PYTHONPATH: _path, ...variables } = env.all();
  const { code, stdout } = await proc.run([path, "-I", "-S", "-c", QUESTION], {
    env: variables,
    ...(signal && { signal }),
  });
  const [base = "", version = ""] = stdout.trim().split("\n");
  if (code !== 0 || !base.startsWith("/")) return undefined;
  const [stat, realPath] = await Promise.all([
    fs.stat(base),
    fs.realPath(base),
  ]);
  return stat && realPath
    ? { path: base, realPath, version, size: stat.size, mtime: stat.mtime }
    : undefined;
}
