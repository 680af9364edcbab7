/**
 * Building a venv where uv cannot be had.
 *
 * @module
 */
import { join } from "../posix_path.ts";
import type { VenvPlan } from "./build_venv.ts";
import { UserError } from "../errors.ts";
import type { Paths } from "../paths.ts";
import type { System } from "../system/mod.ts";
import { causeOf, explainUvError } from "./uv_error.ts";
import { pythonEnvironment } from "./uv_environment.ts";

/**
 * Makes the venv with the Python's own tools and installs what the locks
 * name. Without looking at dependencies: the lock leaves some out on purpose.
 *
 * @throws {UserError} when the Python has no `ensurepip`, or with pip's reason
 */
export async function buildVenvWithPip(
  system: Pick<System, "env" | "proc">,
  paths: Paths,
  { venv, interpreter, locks, prompt, stage, signal }: VenvPlan,
): Promise<void> {
  const options = {
    cwd: paths.root,
    env: pythonEnvironment(system),
    ...(signal && { signal }),
  };
  const made = await system.proc.run(
    [interpreter.path, "-m", "venv", "--prompt", prompt, venv],
    options,
  );
  if (made.code !== 0) {
    throw new UserError(
      `Cannot make the virtual environment: ${
        causeOf(made.stderr || made.stdout)
      }`,
      {
        hint: system.env.os === "linux"
          ? 'Type "sudo apt install python3-venv" (or your system\'s like), or install uv.'
          : "Install uv, then type: deno task setup",
      },
    );
  }
  stage.update("pip");
  const installed = await system.proc.run([
    ...[join(venv, "bin", "python"), "-m", "pip", "install", "--no-input"],
    ...["--disable-pip-version-check", "--require-hashes", "--no-deps"],
    ...locks.flatMap((lock) => ["-r", lock]),
  ], options);
  if (installed.code !== 0) {
    throw explainUvError("install the packages", installed.stderr);
  }
}
