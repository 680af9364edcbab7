/**
 * What the projects declare that a `uv.lock` or `pylock.toml` installs from this
 * machine.
 *
 * @module
 */
import { dirname, join } from "../../../core/files/posix_path.ts";
import type { TextFiles } from "../text_files.ts";
import { declaredBy } from "../../lock/requirements/local_projects.ts";
import type { DependencySource } from "../dependency_source.ts";
import { localSources } from "./uv_lock.ts";

/** A local project in a `pylock.toml`. */
const LOCAL = /\bdirectory = \{[^}]*\bpath = ["']([^"']*)["']/g;

/** Fingerprints by file, relative to the workspace. */
export async function projectFiles(
  system: TextFiles,
  { root, source, text }: {
    readonly root: string;
    readonly source: Extract<DependencySource, { kind: "uv" | "pylock" }>;
    readonly text: string;
  },
): Promise<Record<string, string>> {
  const dirs = source.kind === "uv"
    ? [".", ...localSources(text)]
    : [...text.matchAll(LOCAL)].map(([, path = ""]) => path);
  const base = dirname(source.lock);
  const all = new Set(dirs.map((dir) => join(base, dir)));
  return await declaredBy(system, { root, dirs: [...all] });
}
