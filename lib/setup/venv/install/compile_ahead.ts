/**
 * Compiling what services load, while a new venv is still being checked.
 *
 * @module
 */
import type { FilledVenv } from "../../environment_options.ts";
import { join } from "../../../core/files/posix_path.ts";
import type { Conversation, System } from "../../../system/mod.ts";
import type { Service } from "../../../workspace/workspace.ts";

/**
 * Compiles the modules of packages, skipping their tests. Asked to end, it
 * finishes the current module, as Python would leave half of a file behind.
 */
const COMPILE = `
import os, signal, sys
from importlib.machinery import SourceFileLoader
ending = []
signal.signal(signal.SIGTERM, lambda *_: ending.append(True))
def modules(path):
    if os.path.isfile(path + ".py"):
        yield path + ".py"
    elif os.path.isdir(path):
        for entry in sorted(os.listdir(path)):
            if entry.endswith(".py"):
                yield f"{path}/{entry}"
            elif entry not in ("test", "tests", "testing"):
                yield from modules(f"{path}/{entry}")
site, names = sys.argv[1], sys.argv[2:]
for name in names:
    for path in modules(f"{site}/{name.replace('.', '/')}"):
        if ending:
            sys.exit()
        try:
            SourceFileLoader(name, path).get_code(name)
        except (OSError, SyntaxError, ValueError):
            pass
`;

/** Variables by which Python keeps compiled modules elsewhere, or nowhere. */
const ELSEWHERE = ["PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"];

/** Compiles until it is disposed of. */
export interface AheadCompiler extends AsyncDisposable {
  /** Begins, once all packages are there. */
  readonly begin: (venv: FilledVenv) => void;
}

/**
 * Returns what will compile packages of a new venv, on a processor that is idle
 * while another checks it: the first start of JupyterLab compiles for longer
 * than it does all else.
 */
export function aheadCompiler(
  { env, proc }: Pick<System, "env" | "proc">,
  services: readonly Pick<Service, "compileAhead">[],
): AheadCompiler {
  const packages = services.flatMap(({ compileAhead }) => compileAhead);
  let compiling: Conversation | undefined;
  return {
    begin({ venv, sitePackages }) {
      if (packages.length === 0 || ELSEWHERE.some((name) => env.get(name))) {
        return;
      }
      const python = join(venv, "bin", "python");
      compiling = proc.converse(
        [python, "-I", "-S", "-c", COMPILE, sitePackages, ...packages],
      );
    },
    async [Symbol.asyncDispose]() {
      await compiling?.[Symbol.asyncDispose]();
    },
  };
}
