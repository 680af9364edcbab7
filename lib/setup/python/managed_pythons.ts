/**
 * Pythons that version managers installed, whether or not PATH leads to them.
 *
 * @module
 */
import { compareVersions } from "../../core/text/compare_versions.ts";
import { join } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";

/** A Python as its directory's name describes it. */
export interface ManagedPython {
  readonly path: string;
  readonly version: string;
}

/**
 * Looks through the directories of pyenv, uv, asdf, mise and Rye. Only whole
 * releases of CPython count, the newest first.
 */
export async function managedPythons(
  { fs, env }: Pick<System, "fs" | "env">,
): Promise<ManagedPython[]> {
  const dirs = managerDirs(env);
  const found = await Promise.all(dirs.map(async (dir) => {
    const entries = await fs.readDir(dir).catch(() => undefined) ?? [];
    return entries.flatMap(({ name }) => {
      const version = versionOf(name);
      const path = join(dir, name, "bin", "python3");
      return version === undefined ? [] : [{ path, version }];
    });
  }));
  return found.flat().sort((a, b) => compareVersions(b.version, a.version));
}

/** `3.12.4` of `3.12.4`, `cpython-3.12.4-linux-x86_64-gnu` and `cpython@3.12.4`. */
function versionOf(name: string): string | undefined {
  return /^(?:cpython[-@])?(3\.\d+\.\d+)(?:-(?:linux|macos|darwin)[\w.-]*)?$/
    .exec(name)?.[1];
}

function managerDirs(env: System["env"]): string[] {
  const home = env.get("HOME") ?? "/";
  const data = env.get("XDG_DATA_HOME") ?? join(home, ".local", "share");
  const asdf = env.get("ASDF_DATA_DIR") ?? join(home, ".asdf");
  const mise = env.get("MISE_DATA_DIR") ?? join(data, "mise");
  return [
    join(env.get("PYENV_ROOT") ?? join(home, ".pyenv"), "versions"),
    env.get("UV_PYTHON_INSTALL_DIR") ?? join(data, "uv", "python"),
    join(asdf, "installs", "python"),
    join(mise, "installs", "python"),
    join(env.get("RYE_HOME") ?? join(home, ".rye"), "py"),
  ];
}
