/**
 * Everything in the workspace that decides what its venv holds.
 *
 * @module
 */
import { basename, join } from "../core/files/posix_path.ts";
import { fingerprintOf } from "./venv/fingerprint_of.ts";
import type { Interpreter } from "./python/interpreter.ts";
import { localProjects } from "./lock/requirements/local_projects.ts";
import { refuseConflict } from "./lock/merge_conflict.ts";
import type { Paths } from "../core/files/paths.ts";
import { directTarget } from "./lock/requirements/requirement_line.ts";
import {
  readRequirements,
  requiredName,
  type RequirementsFile,
} from "./lock/requirements/requirements.ts";
import { lockEntries, lockOrigin, lockPins } from "./lock/requirements_lock.ts";
import type { System } from "../system/mod.ts";
import { lowestOf } from "./python/version_range.ts";
import { wheelLibraries } from "./venv/wheel_libraries.ts";

/** A requirements file and the lock that belongs to it. */
export interface LockPair {
  readonly requirements: string;
  readonly lock: string;
}

/** What a venv is made from, read once. */
export interface EnvironmentInputs {
  readonly pairs: readonly LockPair[];
  /** Fingerprints by file name, locks and included files too. */
  readonly fingerprints: Readonly<Record<string, string>>;
  /** By lock: the fingerprint that its first line should name. */
  readonly madeFrom: Readonly<Record<string, string>>;
  /** By lock: its requirements file and, behind that, what it includes. */
  readonly files: Readonly<Record<string, readonly RequirementsFile[]>>;
  /** By lock: its text, where there is one. */
  readonly lockTexts: Readonly<Record<string, string | undefined>>;
}

/** The main pair and one for each group. */
export function lockPairs(paths: Paths, groups: readonly string[]): LockPair[] {
  return [
    { requirements: basename(paths.requirements), lock: basename(paths.lock) },
    ...groups.map((group) => ({
      requirements: `requirements-${group}.txt`,
      lock: `requirements-${group}.lock`,
    })),
  ];
}

/**
 * Reads requirements with all that they include, locks, uv's settings and what
 * local projects declare.
 *
 * @throws {UserError} when a requirements file is missing, or a file has a
 * merge conflict
 */
export async function readInputs(
  system: Pick<System, "fs">,
  paths: Paths,
  groups: readonly string[],
  range: string,
): Promise<EnvironmentInputs> {
  const { fs } = system;
  const pairs = lockPairs(paths, groups);
  const settings = await fs.readText(join(paths.root, "uv.toml")) ?? "";
  const fingerprints: Record<string, string> = {
    "uv.toml": await fingerprintOf(settings),
  };
  const madeFrom: Record<string, string> = {};
  const lockTexts: Record<string, string | undefined> = {};
  const filesOf: Record<string, readonly RequirementsFile[]> = {};
  let base = "";
  for (const { requirements, lock } of pairs) {
    const files = await readRequirements(system, paths.root, [requirements]);
    filesOf[lock] = files;
    for (const { name, lines } of files) {
      refuseConflict(name, lines.join("\n"));
      fingerprints[name] = await fingerprintOf(lines.join("\n"));
    }
    const projects = await localProjects(system, paths.root, files);
    Object.assign(fingerprints, projects);
    const text = await fs.readText(join(paths.root, lock));
    lockTexts[lock] = text;
    if (text !== undefined) {
      refuseConflict(lock, text);
      fingerprints[lock] = await fingerprintOf(text);
    }
    const origin = [
      files,
      settings,
      lowestOf(range),
      base,
      ...(Object.keys(projects).length > 0 ? [projects] : []),
    ];
    madeFrom[lock] = (await fingerprintOf(JSON.stringify(origin))).slice(0, 16);
    // A group is resolved within the main lock, so it follows that one.
    base ||= fingerprints[lock] ?? "";
  }
  return { pairs, fingerprints, madeFrom, files: filesOf, lockTexts };
}

/** Locks that are missing or do not belong to the requirements. */
export function outdatedLocks(inputs: EnvironmentInputs): LockPair[] {
  return inputs.pairs.filter(({ lock }) => {
    const text = inputs.lockTexts[lock];
    if (text === undefined) return true;
    const origin = lockOrigin(text);
    return origin === undefined
      ? !coversAll(text, inputs.files[lock]?.[0]?.lines ?? [])
      : origin.madeFrom !== inputs.madeFrom[lock];
  });
}

/** Whether a lock that setup did not make has an entry for each requirement. */
function coversAll(text: string, lines: readonly string[]): boolean {
  const pinned = new Map(
    lockPins(text).map(({ name, version }) => [name, version]),
  );
  // A lock has a commit where requirements have a branch, or nothing.
  const source = (line: string): string | undefined =>
    directTarget(line)?.replace(/#.*$/, "").replace(/@[^/@]*$/, "");
  const sources = lockEntries(text).map(({ requirement }) =>
    source(requirement)
  );
  return lines.every((line) => {
    const target = source(line);
    if (target !== undefined) return sources.includes(target);
    if (line.startsWith("-")) return true;
    const exact = /==\s*([\w.!+]+)/.exec(line)?.[1];
    const version = pinned.get(requiredName(line));
    return version !== undefined && (exact === undefined || exact === version);
  });
}

/** Names a venv by everything that decides what is in it. */
export async function venvKey(
  { env }: Pick<System, "env">,
  inputs: EnvironmentInputs,
  interpreter: Interpreter,
): Promise<string> {
  const libraries = wheelLibraries({ env });
  const all = [
    inputs.fingerprints,
    interpreter,
    env.os,
    env.arch,
    ...(libraries.length > 0 ? [libraries] : []),
  ];
  return (await fingerprintOf(JSON.stringify(all))).slice(0, 16);
}
