/**
 * Everything in the workspace that decides what its venv holds.
 *
 * @module
 */
import { join } from "../core/files/posix_path.ts";
import type { TextContext } from "./inputs/text_files.ts";
import type { Workspace } from "../workspace/workspace.ts";
import {
  type DependencySource,
  findSource,
} from "./inputs/dependency_source.ts";
import { type LockPair, lockPairs } from "./inputs/lock_pairs.ts";
import { type LockedPair, readPair } from "./inputs/read_pair.ts";
import type { Selection } from "./inputs/package_list.ts";
import type { PythonRequest } from "./inputs/python_request.ts";
import { readRequest } from "./inputs/read_request.ts";
import { projectFiles } from "./inputs/formats/project_files.ts";
import { recordReads, type WatchedFiles } from "./inputs/watched_files.ts";
import { refuseConflict } from "./lock/merge_conflict.ts";
import type { SetupChoices } from "./setup_choices.ts";
import { fingerprintOf } from "./venv/fingerprint_of.ts";

/** What a venv is made from, read once. */
export interface EnvironmentInputs {
  readonly source: DependencySource;
  readonly request: PythonRequest;
  readonly selection: Selection;
  readonly pairs: readonly LockPair[];
  /** By lock: what was read of the pair. */
  readonly locks: Readonly<Record<string, LockedPair>>;
  /** Fingerprints by file name, locks and included files too. */
  readonly fingerprints: Readonly<Record<string, string>>;
  /** Every file that was read, also those that are absent. */
  readonly watched: WatchedFiles;
  /** What the user should know, as sentences. */
  readonly notes: readonly string[];
}

/** What to read inputs for. */
export interface InputsRequest {
  readonly python: Workspace["python"];
  readonly choices: Pick<SetupChoices, "groups" | "sharesLocks">;
}

/**
 * Reads what lists the packages with all that it includes, locks, uv's settings
 * and what local projects declare.
 *
 * @throws {UserError} when a file is missing or cannot be read, or has a merge
 * conflict
 */
export async function readInputs(
  { system, paths }: TextContext,
  { python, choices }: InputsRequest,
): Promise<EnvironmentInputs> {
  const { root } = paths;
  const { fs, watched } = recordReads(system.fs, root);
  const source = await findSource({ fs }, { root, from: python.from });
  const selection = selectionOf({ python, choices });
  const settings = await fs.readText(join(root, "uv.toml")) ?? "";
  const request = await readRequest({ system: { fs }, paths }, {
    source,
    python,
  });
  const pairs = await lockPairs({ system: { fs }, paths }, { source }, {
    ...choices,
    groups: selection.groups,
  });
  const fingerprints: Record<string, string> = {
    "uv.toml": await fingerprintOf(settings),
    "workspace.ts": await fingerprintOf(JSON.stringify(selection)),
  };
  const locks: Record<string, LockedPair> = {};
  const notes: string[] = [];
  let base = "";
  for (const pair of pairs) {
    const read = await readPair({ system: { fs }, paths }, {
      pair,
      source,
      selection,
      settings,
      base,
      isMain: pair === pairs[0],
      range: request.range,
    });
    locks[pair.lock] = read;
    Object.assign(fingerprints, read.fingerprints);
    notes.push(...read.notes);
    // A group is resolved within the main lock, so it follows that one.
    base ||= fingerprints[pair.lock] ?? "";
  }
  if (source.kind === "uv" && source.member !== undefined) {
    const what = `${source.lock}, as ${source.member} is a member of its uv`;
    notes.push(`Packages come from ${what} workspace`);
  }
  if (source.kind === "project" && source.outside !== undefined) {
    notes.push(
      `${source.outside} lacks this member of its uv workspace, so pyproject.toml was locked by itself; to add it, run: uv lock`,
    );
  }
  if (source.kind === "uv" || source.kind === "pylock") {
    const text = await fs.readText(join(root, source.lock)) ?? "";
    refuseConflict(source.lock, text);
    fingerprints[source.lock] = await fingerprintOf(text);
    Object.assign(
      fingerprints,
      await projectFiles({ fs }, { root, source, text }),
    );
  }
  return {
    source,
    request,
    selection,
    pairs,
    locks,
    fingerprints,
    notes,
    watched: watched(),
  };
}

/** What `workspace.ts` and the user's choices say together. */
export function selectionOf({ python, choices }: InputsRequest): Selection {
  const { extras, exclude, editable } = python;
  const groups = [...new Set([...python.groups, ...choices.groups])].sort();
  return { extras, groups, exclude, editable };
}

/** Locks that are missing or do not belong to the requirements. */
export function outdatedLocks(inputs: EnvironmentInputs): LockPair[] {
  return inputs.pairs.filter(({ lock, owner }) =>
    owner !== "foreign" && inputs.locks[lock]?.isOutdated !== false
  );
}

/** The texts of all locks that are there. */
export function lockTexts({ pairs, locks }: EnvironmentInputs): string[] {
  return pairs.map(({ lock }) => locks[lock]?.text ?? "");
}
