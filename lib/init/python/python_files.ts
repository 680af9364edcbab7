/**
 * The Python files of a repository, read as far as init needs.
 *
 * @module
 */
import type { ReadFile } from "../files/read_small.ts";
import { importedModules } from "./imported_modules.ts";
import { type MaskedSource, maskSource } from "./mask_source.ts";

/** A Python file. */
export interface PythonFile extends MaskedSource {
  /** As seen from the root. */
  readonly path: string;
  readonly modules: ReadonlySet<string>;
  /** Whether it belongs to tests, documentation or examples. */
  readonly isAside: boolean;
}

/** Files that are read: those nearest to the root. */
const MOST_READ = 1500;

/** What is not the program itself. */
const ASIDE =
  /(?:^|\/)(?:tests?|testing|docs?(?:_\w+)?|examples?|tutorials?|samples?|benchmarks?|scripts|tools|migrations|\.[^/]+)\/|(?:^|\/)(?:test_[^/]*|[^/]*_tests?|tests|conftest|setup|noxfile|fabfile|tasks)\.py$/;

/** Reads the Python files among `files`, which are sorted by depth. */
export async function readPythonFiles(
  files: readonly string[],
  read: ReadFile,
): Promise<PythonFile[]> {
  const found: PythonFile[] = [];
  const paths = files.filter((path) => path.endsWith(".py"));
  const own = paths.filter((path) => !ASIDE.test(path));
  const aside = paths.filter((path) => ASIDE.test(path));
  for (const path of [...own, ...aside].slice(0, MOST_READ)) {
    const source = await read(path);
    if (source === undefined) continue;
    const masked = maskSource(source);
    const modules = importedModules(masked.code);
    found.push({ ...masked, path, modules, isAside: ASIDE.test(path) });
  }
  return found;
}
