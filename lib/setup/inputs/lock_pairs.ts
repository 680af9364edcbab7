/**
 * Which lock belongs to which list of packages, and where it is.
 *
 * @module
 */
import {
  basename,
  dirname,
  join,
  relative,
} from "../../core/files/posix_path.ts";
import type { TextContext } from "./text_files.ts";
import type { Paths } from "../../core/files/paths.ts";
import { hasConflict } from "../lock/merge_conflict.ts";
import { isMadeByHearth } from "../lock/requirements_lock.ts";
import type { SetupChoices } from "../setup_choices.ts";
import type { DependencySource } from "./dependency_source.ts";

/** A file that lists packages and the lock that belongs to it. */
export interface LockPair {
  /** Relative to the workspace, as is the lock. */
  readonly requirements: string;
  readonly lock: string;
  /**
   * `"shared"`: beside the requirements, to be committed. `"private"`: in
   * Hearth's own state. `"foreign"`: another tool made it, and it is never
   * written to.
   */
  readonly owner: "shared" | "private" | "foreign";
}

/**
 * The main pair and one for each group; none where a lock lists all groups
 * itself. A lock of Hearth's own goes beside the requirements only where one
 * is there or was asked for: a repository that has none stays as it is. A lock
 * there that another tool made is used for a group, and left alone where
 * `workspace.ts` names the list beside it.
 */
export async function lockPairs(
  { system: { fs }, paths }: TextContext,
  { source }: { readonly source: DependencySource },
  { groups, sharesLocks }: Pick<SetupChoices, "groups" | "sharesLocks">,
): Promise<LockPair[]> {
  const place = async (requirements: string): Promise<LockPair> => {
    const stem = requirements.replace(/\.[^./]+$/, "");
    const lock = `${stem}.lock`;
    const text = await fs.readText(join(paths.root, lock));
    if (text !== undefined && !isMadeByHearth(text) && !hasConflict(text)) {
      return { requirements, lock, owner: "foreign" };
    }
    return sharesLocks || text !== undefined
      ? { requirements, lock, owner: "shared" }
      : privatePair(paths, requirements);
  };
  const ofList = async (requirements: string): Promise<LockPair> => {
    const pair = await place(requirements);
    return pair.owner === "foreign" ? privatePair(paths, requirements) : pair;
  };
  const ofGroups = (): Promise<LockPair[]> =>
    Promise.all(groups.map(async (group) => {
      const pair = await place(`requirements-${group}.txt`);
      const { lock, owner } = pair;
      return owner === "foreign" ? { ...pair, requirements: lock } : pair;
    }));
  switch (source.kind) {
    case "uv":
    case "pylock":
      return [];
    case "project":
      return [privatePair(paths, source.file)];
    case "conda":
      return [privatePair(paths, source.file), ...await ofGroups()];
    case "lock": {
      const { lock } = source;
      return [
        { requirements: lock, lock, owner: "foreign" },
        ...await ofGroups(),
      ];
    }
    default:
      return [
        ...await Promise.all(source.files.map(ofList)),
        ...await ofGroups(),
      ];
  }
}

/** The pair whose lock is in Hearth's own state. */
export function privatePair(
  { root, state }: Paths,
  requirements: string,
): LockPair {
  const stem = requirements.replace(/\.[^./]+$/, "").replaceAll("/", "-");
  const lock = relative(root, join(state, "locks", `${stem}.lock`));
  return { requirements, lock, owner: "private" };
}

/**
 * Name, in Hearth's own state, for what belongs to a lock for a while; each
 * lock has another, though they may be called the same in two directories.
 */
export function draftName(
  { lock, owner }: Pick<LockPair, "lock" | "owner">,
): string {
  return owner === "private" || dirname(lock) === "."
    ? basename(lock)
    : `requirements.${lock.replaceAll("/", "-")}`;
}
