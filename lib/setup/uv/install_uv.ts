/**
 * Getting uv with nothing but a Python.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { Interpreter } from "../python/interpreter.ts";
import type { Paths } from "../../core/files/paths.ts";
import type { System } from "../../system/mod.ts";
import { causeOf } from "./uv_error.ts";
import { pythonEnvironment } from "./uv_environment.ts";

/** Whether it worked; if not, why. */
export type UvInstall =
  | { readonly kind: "installed" }
  | { readonly kind: "refused"; readonly cause: string };

/**
 * Installs uv into the workspace's own tools with the Python's pip, or with a
 * pip from a throw-away venv where the Python itself has none.
 */
export async function installUv(
  system: Pick<System, "env" | "fs" | "proc">,
  paths: Paths,
  interpreter: Interpreter,
  signal?: AbortSignal,
): Promise<UvInstall> {
  const { fs, proc } = system;
  const draft = join(paths.tools, "uv.draft");
  const borrowed = join(paths.tools, "pip.draft");
  const options = {
    env: pythonEnvironment(system),
    ...(signal && { signal }),
  };
  async function install(python: string): Promise<UvInstall> {
    const { code, stderr, stdout } = await proc.run([
      python,
      "-m",
      "pip",
      "install",
      "--quiet",
      "--no-input",
      "--disable-pip-version-check",
      "--target",
      draft,
      "uv",
    ], options);
    if (code !== 0) {
      return { kind: "refused", cause: causeOf(stderr || stdout) };
    }
    await fs.remove(join(paths.tools, "uv"));
    await fs.rename(draft, join(paths.tools, "uv"));
    return { kind: "installed" };
  }
  await fs.remove(draft);
  await fs.remove(borrowed);
  await fs.mkdir(paths.tools);
  try {
    const pip = await proc.run(
      [interpreter.path, "-m", "pip", "--version"],
      options,
    );
    if (pip.code === 0) return await install(interpreter.path);
    const venv = await proc.run(
      [interpreter.path, "-m", "venv", borrowed],
      options,
    );
    return venv.code === 0
      ? await install(join(borrowed, "bin", "python"))
      : { kind: "refused", cause: "this Python has neither pip nor ensurepip" };
  } finally {
    await fs.remove(draft);
    await fs.remove(borrowed);
  }
}
