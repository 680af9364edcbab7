/**
 * Libraries that wheels expect of the machine, for machines that keep them
 * where no program looks, as NixOS does.
 *
 * @module
 */
import { join } from "../../../core/files/posix_path.ts";
import type { System } from "../../../system/mod.ts";

/**
 * Loads the libraries when the venv's Python starts, before any wheel asks for
 * them by their names: then the loader need not look for them, and no other
 * program sees them, as it would with `LD_LIBRARY_PATH`. 0x102 is
 * `RTLD_NOW | RTLD_GLOBAL` on Linux. What is gone or does not fit is left out:
 * a wheel that needs it says so itself.
 */
const PRELOAD = `# Made by Hearth's setup: libraries that wheels expect.
import _ctypes

for path in LIST:
    try:
        _ctypes.dlopen(path, 0x102)
    except OSError:
        pass
`;

/** Absolute paths of the libraries, as the flake's shell names them. */
export function wheelLibraries({ env }: Pick<System, "env">): string[] {
  if (env.os !== "linux") return [];
  return (env.get("HEARTH_LIBRARIES") ?? "").split(":")
    .filter((path) => path.startsWith("/"));
}

/** Has the Python of a venv load them, where there are any. */
export async function preloadLibraries(
  system: Pick<System, "env" | "fs">,
  sitePackages: string,
): Promise<void> {
  const libraries = wheelLibraries(system);
  if (libraries.length === 0) return;
  const list = libraries.map((path) => JSON.stringify(path)).join(", ");
  await system.fs.writeText(
    join(sitePackages, "_hearth_libraries.py"),
    PRELOAD.replace("LIST", `[${list}]`),
  );
  await system.fs.writeText(
    join(sitePackages, "hearth-libraries.pth"),
    "import _hearth_libraries\n",
  );
}
