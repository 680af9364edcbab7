/**
 * Trying a new venv before it is taken into use.
 *
 * @module
 */
import { join } from "../../../core/files/posix_path.ts";
import { UserError } from "../../../core/errors.ts";
import type { System } from "../../../system/mod.ts";
import { pythonEnvironment } from "../../uv/uv_environment.ts";

/**
 * Loads every compiled module's library, which needs a tenth of the time of
 * importing and finds what differs between machines: a missing library, a
 * build for another platform. The wheels' own lists tell where they are, in a
 * fifth of the time of looking through all directories. It ends hard, as libraries
 * that were loaded but never initialized do not survive an orderly end.
 */
const LOAD_LIBRARIES = `
import os, sys, _ctypes
from importlib.machinery import EXTENSION_SUFFIXES, PathFinder
site, names = sys.argv[1], sys.argv[2:]
for path in os.environ.get("HEARTH_LIBRARIES", "").split(":"):
    if os.path.exists(path):
        _ctypes.dlopen(path, 0x102)
tagged = tuple(s for s in EXTENSION_SUFFIXES if s != ".so")
def compiled():
    for directory in os.listdir(site):
        if not directory.endswith(".dist-info"):
            continue
        with open(f"{site}/{directory}/WHEEL", "rb") as wheel:
            if b"\\nRoot-Is-Purelib: true" in wheel.read():
                continue
        with open(f"{site}/{directory}/RECORD", encoding="utf-8") as record:
            for line in record:
                path = line.partition(",")[0]
                if path.endswith(tagged) and "/tests/" not in path:
                    yield path
def is_there(module):
    top = module.partition(".")[0]
    return top in sys.builtin_module_names or PathFinder.find_spec(top, [site, *sys.path])
code = 1
try:
    if all(map(is_there, names)):
        for path in compiled():
            _ctypes.dlopen(f"{site}/{path}", 1)
        code = 0
finally:
    os._exit(code)
`;

const IMPORT = `
import importlib, sys
for name in sys.argv[1:]:
    print(name, flush=True)
    importlib.import_module(name)
`;

/** What to try. */
export interface ImportCheck {
  readonly venv: string;
  /** Absolute path. */
  readonly sitePackages: string;
  readonly modules: readonly string[];
  /** Whether these very packages were imported before with such a Python. */
  readonly isProven: boolean;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes sure that the modules can be imported. For packages that were imported
 * before, when the lock was made, loading their libraries is enough; where
 * that fails, or they are new, each module is imported, on two processors.
 *
 * @throws {UserError} with the module and Python's last line
 */
export async function checkImports(
  system: Pick<System, "env" | "proc">,
  { venv, sitePackages, modules, isProven, signal }: ImportCheck,
): Promise<void> {
  const python = join(venv, "bin", "python");
  const options = {
    env: pythonEnvironment(system),
    ...(signal && { signal }),
  };
  if (modules.length === 0) return;
  if (isProven) {
    const { code } = await system.proc.run(
      [python, "-I", "-S", "-c", LOAD_LIBRARIES, sitePackages, ...modules],
      options,
    );
    if (code === 0) return;
  }
  const halves = [0, 1].map((half) =>
    modules.filter((_, index) => index % 2 === half)
  ).filter((half) => half.length > 0);
  const results = await Promise.all(
    halves.map((half) =>
      system.proc.run([python, "-c", IMPORT, ...half], options)
    ),
  );
  const wrong = results.find(({ code }) => code !== 0);
  if (wrong === undefined) return;
  const module = wrong.stdout.trim().split("\n").at(-1) ?? "";
  const reason = wrong.stderr.trim().split("\n").at(-1) || "Python crashed";
  throw new UserError(`Cannot import "${module}": ${reason}`, {
    hint:
      "Fix requirements.txt, or python.imports in workspace.ts. The earlier .venv, if any, is unchanged.",
  });
}
