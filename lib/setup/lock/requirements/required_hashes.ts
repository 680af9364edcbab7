/**
 * Hashes that requirements give themselves: only these may be installed.
 *
 * @module
 */
import { HEARTH } from "../../../system/launcher.ts";
import { UserError } from "../../../core/errors.ts";
import { directTarget, givenHashes } from "./requirement_line.ts";
import { requiredName, type RequirementsFile } from "./requirements.ts";
import { lockEntries, type LockEntry, lockPins } from "../requirements_lock.ts";

/** Marks a lock's entry whose hashes are not the index's own. */
const MARK = "    # hashes given by ";

/** A requirement with hashes. */
export interface HashedRequirement {
  /** Of the file that gives them. */
  readonly file: string;
  readonly line: string;
  readonly hashes: readonly string[];
}

/** The requirements that give hashes. */
export function hashedRequirements(
  files: readonly RequirementsFile[],
): HashedRequirement[] {
  return files.flatMap(({ name: file, lines }) =>
    lines.flatMap((line) => {
      const hashes = givenHashes(line);
      return hashes.length === 0 ? [] : [{ file, line, hashes }];
    })
  );
}

/**
 * Puts the given hashes in place of those that the index has.
 *
 * @throws {UserError} when the index has no such file
 */
export function withGivenHashes(
  text: string,
  given: readonly HashedRequirement[],
): string {
  return replaceEntries(text, given, (entry, requirement) => {
    const { file, hashes } = requirement;
    const isKnown = hashes.some((hash) =>
      !hash.startsWith("sha256:") || entry.hashes.includes(hash)
    );
    if (!isKnown) {
      throw new UserError(
        `Cannot lock ${file}: no file of ${entry.requirement} matches its ` +
          "--hash",
        {
          hint:
            `Correct the version or the --hash in ${file}, then run: ${HEARTH} setup`,
        },
      );
    }
    return [
      [entry.requirement, ...hashes.map((hash) => `    --hash=${hash}`)]
        .join(" \\\n"),
      `${MARK}${file}`,
      ...comments(entry),
    ];
  });
}

/**
 * Takes hashes out that requirements gave, now or when the text was made: uv
 * would keep them, and not look at what the index has.
 */
export function withoutGivenHashes(
  text: string,
  given: readonly HashedRequirement[],
): string {
  return replaceEntries(
    text,
    given,
    (entry) => [entry.requirement, ...comments(entry)],
    (entry) => entry.text.includes(MARK),
  );
}

function replaceEntries(
  text: string,
  given: readonly HashedRequirement[],
  linesOf: (entry: LockEntry, requirement: HashedRequirement) => string[],
  isMeant: (entry: LockEntry) => boolean = () => false,
): string {
  if (given.length === 0 && !text.includes(MARK)) return text;
  let changed = text;
  for (const entry of lockEntries(text)) {
    const requirement = given.find((item) => asksFor(item, entry)) ??
      (isMeant(entry) ? { file: "", line: "", hashes: [] } : undefined);
    if (requirement === undefined) continue;
    const lines = linesOf(entry, requirement).join("\n");
    changed = changed.replace(entry.text, () => `${lines}\n`);
  }
  return changed;
}

function asksFor({ line }: HashedRequirement, entry: LockEntry): boolean {
  const target = directTarget(line);
  if (target !== undefined) return directTarget(entry.requirement) === target;
  const pin = lockPins(entry.text)[0];
  const exact = /===?\s*([\w.!+]+)/.exec(line)?.[1];
  return pin?.name === requiredName(line) &&
    (exact === undefined || exact === pin.version);
}

function comments({ text }: LockEntry): string[] {
  return text.split("\n").filter((line) =>
    /^\s+#/.test(line) && !line.startsWith(MARK)
  );
}
