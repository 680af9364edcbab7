/**
 * The revisions that stand side by side in a folder.
 *
 * @module
 */
import { UserError } from "../../core/errors.ts";
import { basename, join } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";
import { folderSource } from "../source/dir_source.ts";
import type { Revision } from "./revision.ts";

/** The file beside a flake that says what must hold of it. */
const PROMISE = "promise.json";

/**
 * Every folder within `folder` that has a `flake.nix`, by name; or the folder
 * itself, if it has one.
 *
 * @throws {UserError} when there is none, or a promise is not valid
 */
export async function folderRevisions(
  system: Pick<System, "fs">,
  folder: string,
): Promise<Revision[]> {
  const { fs } = system;
  const root = await fs.realPath(folder);
  const entries = root === undefined ? undefined : await fs.readFolder(root);
  if (root === undefined || entries === undefined) {
    throw new UserError(`Cannot find the folder "${folder}"`, {
      hint:
        "Name one that holds flakes with --dir, or a repository with --history.",
    });
  }
  const names = entries.some(({ name }) => name === "flake.nix")
    ? [""]
    : entries.map(({ name }) => name).sort();
  const found: Revision[] = [];
  for (const name of names) {
    const place = join(root, name);
    if (await fs.stat(join(place, "flake.nix")) === undefined) continue;
    found.push(await folderRevision(system, basename(place), place));
  }
  if (found.length > 0) return found;
  throw new UserError(`Cannot find any flake.nix in "${folder}"`, {
    hint: "A revision is a folder with a flake.nix in it.",
  });
}

/** The revision in one folder; its promise may stand elsewhere. */
export async function folderRevision(
  system: Pick<System, "fs">,
  name: string,
  folder: string,
  promiseFolder: string = folder,
): Promise<Revision> {
  const file = join(promiseFolder, PROMISE);
  const text = await system.fs.readText(file);
  const revision = { name, source: folderSource(system, folder), folder: "" };
  if (text === undefined) return revision;
  const { parsePromise } = await import("../expect/expectations_schema.ts");
  return { ...revision, promise: parsePromise(text, file) };
}
