/**
 * Python projects of a repository: directories with dependency files.
 *
 * @module
 */
import { basename, dirname, join } from "../../core/files/posix_path.ts";
import {
  includedFile,
  requirementLines,
} from "../../setup/lock/requirements/requirements.ts";
import type { ReadFile } from "../files/read_small.ts";
import { type Declared, declaresAny, NOTHING } from "./declared.ts";
import { namesIn } from "./named.ts";
import {
  readEnvironmentYml,
  readPipfile,
  readSetupCfg,
  readSetupPy,
  readUvLock,
} from "./other_files.ts";
import { type Pyproject, readPyproject } from "./pyproject.ts";

/** A dependency file of a project. */
export interface DependencyFile extends Declared {
  /** As seen from the root. */
  readonly path: string;
}

/** A directory with dependency files. */
export interface Project {
  /** As seen from the root; `"."` is the root. */
  readonly dir: string;
  readonly files: readonly DependencyFile[];
  /** What `pyproject.toml` calls it. */
  readonly name?: string;
  /** Whether projects below it belong to it. */
  readonly isWorkspace: boolean;
}

/** Directories below which projects are looked for. */
const DEEPEST = 4;
const REQUIREMENTS = /^requirements[\w.-]*\.(?:txt|in)$/;
const READERS: readonly (readonly [RegExp, (text: string) => Declared])[] = [
  [/^uv\.lock$/, readUvLock],
  [/^pyproject\.toml$/, readPyproject],
  [/^Pipfile$/, readPipfile],
  [/^setup\.cfg$/, readSetupCfg],
  [/^setup\.py$/, readSetupPy],
  [/^(?:environment|conda)\.ya?ml$/, readEnvironmentYml],
];

/** Finds the projects, by directory. Files in `requirements/` count above. */
export async function findProjects(
  files: readonly string[],
  read: ReadFile,
): Promise<Map<string, Project>> {
  const projects = new Map<string, Project>();
  for (const path of files) {
    if (path.split("/").length > DEEPEST) continue;
    const found = await readDependencyFile(path, read);
    if (found === undefined || !declaresAny(found) && !isWorkspace(found)) {
      continue;
    }
    const dir = /^(?:.*\/)?requirements\/[^/]*$/.test(path)
      ? dirname(dirname(path))
      : dirname(path);
    const project = projects.get(dir);
    const name = "name" in found ? found.name : undefined;
    projects.set(dir, {
      ...(name === undefined ? {} : { name }),
      ...project,
      dir,
      files: [...project?.files ?? [], { ...found, path }],
      isWorkspace: (project?.isWorkspace ?? false) || isWorkspace(found),
    });
  }
  return projects;
}

function isWorkspace(found: Declared | Pyproject): boolean {
  return "isWorkspace" in found && found.isWorkspace;
}

async function readDependencyFile(
  path: string,
  read: ReadFile,
): Promise<Declared | Pyproject | undefined> {
  const name = basename(path);
  const isRequirements = REQUIREMENTS.test(name) ||
    /(?:^|\/)requirements\/[\w.-]+\.(?:txt|in)$/.test(path);
  if (isRequirements) return await readWithIncludes(path, read);
  const reader = READERS.find(([pattern]) => pattern.test(name))?.[1];
  const text = reader && await read(path);
  return text === undefined ? undefined : reader?.(text);
}

/** Reads a requirements file and, once each, what it includes with `-r`. */
async function readWithIncludes(
  first: string,
  read: ReadFile,
): Promise<Declared> {
  const names = new Set<string>();
  const seen = new Set<string>();
  const rest = [first];
  for (let path = rest.pop(); path !== undefined; path = rest.pop()) {
    if (seen.has(path) || path.startsWith("..")) continue;
    seen.add(path);
    const lines = requirementLines(await read(path) ?? "");
    for (const name of namesIn(lines)) names.add(name);
    rest.push(
      ...lines.flatMap(includedFile)
        .filter((file) => !file.startsWith("/"))
        .map((file) => join(dirname(path), file)),
    );
  }
  return { ...NOTHING, names };
}
