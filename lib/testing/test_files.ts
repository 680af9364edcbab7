/**
 * The files that hold tests.
 *
 * @module
 */
import { basename, dirname, join, relative } from "../core/files/posix_path.ts";
import { UserError } from "../core/errors.ts";
import type { System } from "../system/mod.ts";

/** Directories that hold no one's tests, or somebody else's. */
const SKIPPED = /^(\..*|node_modules|__pycache__)$/;

/** The word for the tests beside the code in `lib/`, which take milliseconds. */
export const UNIT = "unit";

/**
 * Test files below a directory, relative to it and sorted; with `words`, those
 * whose path holds at least one of them, and with `unit` those in `lib/`.
 *
 * @throws {UserError} when a word is in no file's path
 */
export async function testFiles(
  system: Pick<System, "fs">,
  { root, words }: { readonly root: string; readonly words: readonly string[] },
): Promise<string[]> {
  const files = (await walk(system, root, root)).sort();
  const matches = (file: string, word: string): boolean =>
    word === UNIT ? file.startsWith("lib/") : file.includes(word);
  for (const word of words) {
    if (!files.some((file) => matches(file, word))) {
      throw new UserError(`Cannot find a test file for "${word}"`, {
        hint: `Use "${UNIT}", or a part of a file's path, such as ${
          directoriesOf(files).join(", ")
        }.`,
      });
    }
  }
  if (words.length === 0) return files;
  return files.filter((file) => words.some((word) => matches(file, word)));
}

/** The last part of each directory that has test files outside `lib/`. */
function directoriesOf(files: readonly string[]): string[] {
  const dirs = files.filter((file) => !file.startsWith("lib/"))
    .map((file) => `${basename(dirname(file))}/`);
  return [...new Set(dirs)].sort();
}

async function walk(
  { fs }: Pick<System, "fs">,
  root: string,
  dir: string,
): Promise<string[]> {
  const files: string[] = [];
  for (const { name, kind } of await fs.readDir(dir) ?? []) {
    if (SKIPPED.test(name)) continue;
    const path = join(dir, name);
    if (kind === "directory") files.push(...await walk({ fs }, root, path));
    if (kind === "file" && name.endsWith("_test.ts")) {
      files.push(relative(root, path));
    }
  }
  return files;
}
