/**
 * Renewing `flake.lock`.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import { UserError } from "../../core/errors.ts";
import { programsOnPath } from "../python/interpreter.ts";
import type { Context } from "../../core/context.ts";
import { inStage, silent, type WorkOptions } from "../../core/reporter.ts";
import { causeOf } from "../uv/uv_error.ts";

/**
 * Renews `flake.lock` where there is a flake and nix to read it.
 *
 * @throws {UserError} with nix's own reason
 */
export async function upgradeFlakeLock(
  context: Context<"env" | "fs" | "proc">,
  { report = silent, signal }: WorkOptions = {},
): Promise<void> {
  const { system, paths } = context;
  const [nix] = await programsOnPath(context, ["nix"]);
  const flake = await system.fs.stat(join(paths.root, "flake.nix"));
  if (nix === undefined || flake === undefined) return;
  await inStage(report, "Updating flake.lock", async () => {
    const { code, stderr } = await system.proc.run([
      nix.path,
      "--extra-experimental-features",
      "nix-command flakes",
      "flake",
      "update",
    ], { cwd: paths.root, ...(signal && { signal }) });
    if (code === 0) return;
    throw new UserError(`Cannot update flake.lock: ${causeOf(stderr)}`, {
      hint: "Run nix flake update for details. The upgrade of .venv is done.",
    });
  });
}
