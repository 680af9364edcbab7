/**
 * The environment of a user who has just arrived, for tests.
 *
 * @module
 */
import {
  type SealedDirs,
  sealedEnvironment as sealed,
} from "../../../lib/bench/places/sealed_environment.ts";
import { denoSystem } from "../../../lib/system/deno.ts";

export type { SealedDirs };

/**
 * The environment that benchmarks have, without the developer's Pythons, which
 * would decide what a search finds.
 */
export async function sealedEnvironment(
  dirs: SealedDirs,
): Promise<Record<string, string>> {
  const { UV_PYTHON_INSTALL_DIR: _uv, PYENV_ROOT: _pyenv, ...env } =
    await sealed(denoSystem(), dirs);
  // An index of 90 MB for a few flakes.
  return { ...env, HEARTH_NAMES: "off" };
}
