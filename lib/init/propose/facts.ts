/**
 * Everything that init reads of a repository.
 *
 * @module
 */
import type { App } from "../apps/app.ts";
import { findApps } from "../apps/find_apps.ts";
import { findProjects, type Project } from "../dependencies/projects.ts";
import { listFiles } from "../files/list_files.ts";
import { type ReadFile, smallFileReader } from "../files/read_small.ts";
import { collectHints } from "../hints/collect_hints.ts";
import type { Hint } from "../hints/hint.ts";
import { type PythonFile, readPythonFiles } from "../python/python_files.ts";
import type { System } from "../../system/mod.ts";

/** What the repository is, read once. */
export interface Facts {
  readonly root: string;
  readonly files: readonly string[];
  /** Whether the list of files is complete. */
  readonly isWhole: boolean;
  readonly read: ReadFile;
  /** By directory. */
  readonly projects: ReadonlyMap<string, Project>;
  readonly sources: readonly PythonFile[];
  readonly hints: readonly Hint[];
  /** The best first. */
  readonly apps: readonly App[];
}

/**
 * Reads the repository; nothing in it is run.
 *
 * @param root absolute path without links
 */
export async function readFacts(
  system: Pick<System, "fs" | "proc">,
  root: string,
): Promise<Facts> {
  const { files, isWhole } = await listFiles(system, root);
  const read = smallFileReader(system, root);
  const projects = await findProjects(files, read);
  const sources = await readPythonFiles(files, read);
  const hints = await collectHints(files, read);
  const apps = findApps(sources, { hints, files });
  return { root, files, isWhole, read, projects, sources, hints, apps };
}
