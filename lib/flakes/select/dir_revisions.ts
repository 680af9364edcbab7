/**
 * The revisions that are side by side in a directory.
 *
 * @module
 */
import { UserError } from "../../core/errors.ts";
import { basename, join } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";
import { dirSource } from "../source/dir_source.ts";
import type { Revision } from "./revision.ts";

/** The file beside a flake that says what must hold of it. */
const EXPECTATIONS = "expect.json";

/**
 * Every directory within `dir` that has a `flake.nix`, by name; or the directory
 * itself, if it has one.
 *
 * @throws {UserError} when there is none, or an expect.json is not valid
 */
export async function dirRevisions(
  system: Pick<System, "fs">,
  dir: string,
): Promise<Revision[]> {
  const { fs } = system;
  const root = await fs.realPath(dir);
  const entries = root === undefined ? undefined : await fs.readDir(root);
  if (root === undefined || entries === undefined) {
    throw new UserError(`Cannot find the directory "${dir}"`, {
      hint:
        "Use --dir for a directory of flakes, or --history for a repository.",
    });
  }
  const names = entries.some(({ name }) => name === "flake.nix")
    ? [""]
    : entries.map(({ name }) => name).sort();
  const found: Revision[] = [];
  for (const name of names) {
    const place = join(root, name);
    if (await fs.stat(join(place, "flake.nix")) === undefined) continue;
    found.push(
      await dirRevision(system, { name: basename(place), dir: place }),
    );
  }
  if (found.length > 0) return found;
  throw new UserError(`Cannot find any flake.nix in "${dir}"`, {
    hint: "Each flake is a subdirectory with a flake.nix.",
  });
}

/** The revision in one directory; its expect.json may be elsewhere. */
export async function dirRevision(
  system: Pick<System, "fs">,
  { name, dir }: { readonly name: string; readonly dir: string },
  expectationsDir: string = dir,
): Promise<Revision> {
  const file = join(expectationsDir, EXPECTATIONS);
  const text = await system.fs.readText(file);
  const revision = { name, source: dirSource(system, dir), dir: "" };
  if (text === undefined) return revision;
  const { parseExpectations } = await import(
    "../expect/expectations_schema.ts"
  );
  return { ...revision, expectations: parseExpectations(text, file) };
}
