/**
 * Reading what a lock is made from, and the lock.
 *
 * @module
 */
import type { TextContext } from "./text_files.ts";
import { join } from "../../core/files/posix_path.ts";
import { refuseConflict } from "../lock/merge_conflict.ts";
import { localProjects } from "../lock/requirements/local_projects.ts";
import { readRequirements } from "../lock/requirements/requirements.ts";
import { lockOrigin } from "../lock/requirements_lock.ts";
import { lowestOf, upperMarker } from "../python/version_range.ts";
import { fingerprintOf } from "../venv/fingerprint_of.ts";
import { condaRequirements } from "./formats/conda_requirements.ts";
import { foreignLock } from "./formats/foreign_lock.ts";
import type { DependencySource } from "./dependency_source.ts";
import type { LockPair } from "./lock_pairs.ts";
import type { PackageList, Selection } from "./package_list.ts";
import { readProjectSource } from "./formats/project_source.ts";

/** A lock and what it is made from, as read. */
export interface LockedPair extends Omit<PackageList, "declared"> {
  /** The lock's text, where there is one. */
  readonly text: string | undefined;
  /** The fingerprint that the lock's first line should name. */
  readonly madeFrom: string;
  /** Whether a lock of Hearth's is missing or was made from something else. */
  readonly isOutdated: boolean;
  readonly fingerprints: Readonly<Record<string, string>>;
}

/** Which pair to read. */
export interface PairRequest {
  readonly pair: LockPair;
  /** Whether it is the source itself and not a group beside it. */
  readonly isMain: boolean;
  readonly source: DependencySource;
  readonly selection: Selection;
  /** The text of `uv.toml`. */
  readonly settings: string;
  /** Range of Pythons that the lock must serve. */
  readonly range: string;
  /** Fingerprint of the lock within which this one is resolved. */
  readonly base: string;
}

/**
 * Reads a pair.
 *
 * @throws {UserError} when a file is missing or cannot be read, or has a merge
 * conflict
 */
export async function readPair(
  context: TextContext,
  request: PairRequest,
): Promise<LockedPair> {
  const { system } = context;
  const { pair, selection } = request;
  const { root } = context.paths;
  const list = await readList(context, request);
  const fingerprints: Record<string, string> = {};
  for (const { name, lines } of list.files) {
    const text = lines.join("\n");
    refuseConflict(name, text);
    fingerprints[name] = await fingerprintOf(text);
  }
  const projects = {
    ...await localProjects(system, {
      root,
      files: [
        ...list.files,
        { name: "", lines: [...list.resolve.lines, ...list.resolve.locked] },
      ],
    }),
    ...list.declared,
  };
  Object.assign(fingerprints, projects);
  const text = await system.fs.readText(join(root, pair.lock));
  if (text !== undefined) {
    refuseConflict(pair.lock, text);
    fingerprints[pair.lock] = await fingerprintOf(text);
  }
  const upper = upperMarker(request.range);
  const { exclude } = selection;
  const { args, lines, locked } = list.resolve;
  const isPlain = args.length === 1 && lines.length + locked.length === 0;
  const origin = [
    list.files,
    request.settings,
    lowestOf(request.range),
    request.base,
    ...(Object.keys(projects).length > 0 ? [projects] : []),
    ...(upper === undefined ? [] : [upper]),
    ...(exclude.length > 0 ? [{ exclude }] : []),
    ...(isPlain ? [] : [list.resolve]),
  ];
  const madeFrom = (await fingerprintOf(JSON.stringify(origin))).slice(0, 16);
  return {
    files: list.files,
    resolve: list.resolve,
    notes: list.notes,
    text,
    madeFrom,
    fingerprints,
    isOutdated: text === undefined || lockOrigin(text)?.madeFrom !== madeFrom,
  };
}

async function readList(
  { system, paths: { root } }: TextContext,
  { pair, isMain, source, selection }: PairRequest,
): Promise<PackageList> {
  const { requirements: file } = pair;
  if (isMain && source.kind === "project") {
    return await readProjectSource(system, root, { file, selection });
  }
  if (isMain && source.kind === "conda") {
    return await condaRequirements(system, root, { file, selection });
  }
  const isOwnAdded = isMain && selection.editable === true;
  if (pair.owner === "foreign") {
    return await foreignLock(system, { root, lock: file });
  }
  return {
    files: await readRequirements(system, { root, names: [file] }),
    resolve: { args: [file], lines: isOwnAdded ? ["-e ."] : [], locked: [] },
    notes: [],
  };
}
