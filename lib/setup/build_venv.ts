/**
 * Building a venv where it will stand, without a stamp.
 *
 * @module
 */
import { join } from "../posix_path.ts";
import type { Interpreter } from "./interpreter.ts";
import type { Paths } from "../paths.ts";
import type { Stage } from "../reporter.ts";
import type { System } from "../system/mod.ts";
import { runUv, type Uv } from "./uv.ts";

/** What to build. */
export interface VenvPlan {
  readonly venv: string;
  readonly interpreter: Interpreter;
  /** Absolute paths of the locks to install. */
  readonly locks: readonly string[];
  /** Shown by shells that activate the venv. */
  readonly prompt: string;
  readonly stage: Stage;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes the venv and installs exactly what the locks name, hashes checked.
 *
 * @throws {UserError} with uv's own reason
 */
export async function buildVenv(
  system: Pick<System, "fs" | "proc">,
  paths: Paths,
  uv: Uv,
  { venv, interpreter, locks, prompt, stage, signal }: VenvPlan,
): Promise<void> {
  const run = { cwd: paths.root, signal };
  await runUv(system, uv, [
    ...["venv", "--quiet", "--no-project", "--python", interpreter.path],
    ...["--prompt", prompt, venv],
  ], { ...run, purpose: "make the virtual environment" });
  await runUv(system, uv, [
    ...["pip", "sync", "--require-hashes", "--python"],
    ...[join(venv, "bin", "python"), ...locks],
  ], {
    ...run,
    purpose: "install the packages",
    onLine: (line) => stage.update(line.trim()),
  });
}
