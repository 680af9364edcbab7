/**
 * Building a venv in its final place, without a stamp.
 *
 * @module
 */
import { join } from "../../../core/files/posix_path.ts";
import type { EnvironmentInputs } from "../../environment_inputs.ts";
import type { InstallSources } from "./install_sources.ts";
import type { Interpreter } from "../../python/interpreter.ts";
import type { Context } from "../../../core/context.ts";
import type { Stage } from "../../../core/reporter.ts";
import { runUv, type Uv } from "../../uv/uv.ts";
import { syncLock } from "./sync_lock.ts";

/** What to build. */
export interface VenvPlan {
  readonly venv: string;
  readonly interpreter: Interpreter;
  readonly sources: InstallSources;
  /** What the sources were made from. */
  readonly inputs: Pick<EnvironmentInputs, "source" | "selection">;
  /** Shown by shells that activate the venv. */
  readonly prompt: string;
  readonly stage: Stage;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes the venv and installs exactly what the locks name, hashes checked.
 * Local projects and those from repositories follow: a sync would remove them.
 *
 * @throws {UserError} with uv's own reason
 */
export async function buildVenv(
  { system, paths }: Context<"fs" | "proc">,
  uv: Uv,
  plan: VenvPlan,
): Promise<void> {
  const { venv, interpreter, sources, inputs, prompt, stage, signal } = plan;
  const run = { cwd: paths.root, signal };
  await runUv(system, {
    uv,
    args: [
      "venv",
      "--quiet",
      "--no-project",
      "--python",
      interpreter.path,
      "--prompt",
      prompt,
      venv,
    ],
  }, { ...run, purpose: "create the virtual environment" });
  const install = {
    ...run,
    purpose: "install the packages",
    onLine: (line: string) => stage.update(line.trim()),
  };
  const { source } = inputs;
  if (source.kind === "uv" || source.kind === "pylock") {
    await syncLock(system, { uv, sync: { ...plan, source, run: install } });
    return;
  }
  const { locks, isHashed, unhashed, options, trustedHosts } = sources;
  const into = [
    "--python",
    join(venv, "bin", "python"),
    ...trustedHosts.flatMap((host) => ["--allow-insecure-host", host]),
  ];
  if (locks.length > 0) {
    await runUv(system, {
      uv,
      args: [
        "pip",
        "sync",
        "--allow-empty-requirements",
        ...(isHashed ? ["--require-hashes"] : []),
        ...into,
        ...locks,
        ...(options ? [options] : []),
      ],
    }, install);
  }
  if (unhashed) {
    await runUv(system, {
      uv,
      args: [
        "pip",
        "install",
        "--no-deps",
        ...into,
        "-r",
        unhashed,
        ...(options ? ["-r", options] : []),
      ],
    }, install);
  }
}
