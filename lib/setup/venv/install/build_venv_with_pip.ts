/**
 * Building a venv where uv is not available.
 *
 * @module
 */
import { HEARTH } from "../../../system/launcher.ts";
import { join } from "../../../core/files/posix_path.ts";
import type { VenvPlan } from "./build_venv.ts";
import { UserError } from "../../../core/errors.ts";
import type { Context } from "../../../core/context.ts";
import { causeOf, explainUvError } from "../../uv/uv_error.ts";
import { pythonEnvironment } from "../../uv/uv_environment.ts";

/**
 * Makes the venv with the Python's own tools and installs what the locks
 * name. Without looking at dependencies: the lock leaves some out on purpose.
 *
 * @throws {UserError} when the Python has no `ensurepip`, or with pip's reason
 */
export async function buildVenvWithPip(
  { system, paths }: Context<"env" | "proc">,
  { venv, interpreter, sources, inputs, prompt, stage, signal }: VenvPlan,
): Promise<void> {
  const { source } = inputs;
  if (source.kind === "uv" || source.kind === "pylock") {
    throw new UserError(
      `Cannot install from ${source.lock} without uv, which could not be installed`,
      { hint: `Install uv, or fix the network, then run: ${HEARTH} setup` },
    );
  }
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
      `Cannot create the virtual environment: ${
        causeOf(made.stderr || made.stdout)
      }`,
      {
        hint: system.env.os === "linux"
          ? 'Run "sudo apt install python3-venv" (or your distribution\'s equivalent), or install uv.'
          : `Install uv, then run: ${HEARTH} setup`,
      },
    );
  }
  stage.update("pip");
  const { locks, isHashed, unhashed, options: places } = sources;
  const install = async (...args: string[]): Promise<void> => {
    const command = [
      join(venv, "bin", "python"),
      "-m",
      "pip",
      "install",
      "--no-input",
      "--disable-pip-version-check",
      "--no-deps",
      ...args,
      ...(places ? ["-r", places] : []),
    ];
    const { code, stderr } = await system.proc.run(command, options);
    if (code === 0) return;
    // Only then does pip say that an index refused it.
    const { stdout } = /no matching distribution/i.test(stderr)
      ? await system.proc.run([...command, "-vv"], options)
      : { stdout: "" };
    throw explainUvError("install the packages", stderr, stdout);
  };
  if (locks.length > 0) {
    await install(
      ...(isHashed ? ["--require-hashes"] : []),
      ...locks.flatMap((lock) => ["-r", lock]),
    );
  }
  if (unhashed) await install("-r", unhashed);
}
