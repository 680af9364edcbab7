/**
 * Renewing `flake.lock`.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import { UserError } from "../../core/errors.ts";
import { programsOnPath } from "../python/interpreter.ts";
import type { Paths } from "../../core/files/paths.ts";
import { inStage, silent, type WorkOptions } from "../../core/reporter.ts";
import type { System } from "../../system/mod.ts";
import { causeOf } from "../uv/uv_error.ts";

/**
 * Renews `flake.lock` where there is a flake and nix to read it.
 *
 * @throws {UserError} with nix's own reason
 */
export async function upgradeFlakeLock(
  system: Pick<System, "env" | "fs" | "proc">,
  paths: Paths,
  { report = silent, signal }: WorkOptions = {},
): Promise<void> {
  const [nix] = await programsOnPath(system, paths, ["nix"]);
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
