/**
 * The text of `requirements.lock`.
 *
 * @module
 */
import {
  isFromRepository,
  localPath,
} from "./requirements/requirement_line.ts";
import { normalizedName } from "./requirements/requirements.ts";

/** Begins the line that says what a lock was made from. */
const HEADER = "# Made by setup from requirements ";

/** What a lock's first line says. */
export interface LockOrigin {
  /** Fingerprint of the requirements that it was made from. */
  readonly madeFrom: string;
  /** Python, as `3.11`, under which its packages were imported. */
  readonly importedWith: string | undefined;
}

/** One locked distribution, with its hashes. */
export interface Pin {
  readonly name: string;
  readonly version: string;
  /** The lines that an installer needs for this one alone. */
  readonly text: string;
}

/** One entry of a lock, whatever it installs. */
export interface LockEntry {
  /** What it asks for, with markers and without hashes. */
  readonly requirement: string;
  readonly hashes: readonly string[];
  /** Its lines, comments included. */
  readonly text: string;
}

/** Reads the first line; `undefined` for a lock that setup did not make. */
export function lockOrigin(text: string): LockOrigin | undefined {
  if (!text.startsWith(HEADER)) return undefined;
  const line = text.slice(HEADER.length, text.indexOf("\n")).trimEnd();
  const match = /^(\w+)(?:, imported with (\S+))?$/.exec(line);
  return match?.[1] === undefined
    ? undefined
    : { madeFrom: match[1], importedWith: match[2] };
}

/** Whether setup made a lock, so that it may write to it. */
export function isMadeByHearth(text: string): boolean {
  return lockOrigin(text) !== undefined;
}

/** Reads what a lock pins. */
export function lockPins(text: string): Pin[] {
  const pattern =
    /^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)[^\n]*(?:\n[ \t]+--hash=[^\n]*)*/gm;
  return [...text.matchAll(pattern)].map((
    [whole, name = "", version = ""],
  ) => ({
    name: normalizedName(name),
    version,
    text: whole.replace(/\s*\\$/, ""),
  }));
}

/** Reads all entries, options and the first comments left out. */
export function lockEntries(text: string): LockEntry[] {
  const pattern = /^(?![#\s]|--|-[cfir])[^\n]+(?:\n[ \t]+[^\n]*)*\n?/gm;
  return [...text.matchAll(pattern)].map(([whole]) => ({
    requirement: (whole.split("\n")[0] ?? "").trimEnd()
      .replace(/\s+(--hash|\\$|#).*$/, "").trim(),
    hashes: [...whole.matchAll(/--hash=(\S+)/g)].map(([, hash = ""]) => hash),
    text: whole,
  }));
}

/**
 * Whether an entry can have no hash: a project on this machine, or one from a
 * repository, which is locked to a commit instead.
 */
export function isUnhashed({ requirement, hashes }: LockEntry): boolean {
  return hashes.length === 0 &&
    (isFromRepository(requirement) || localPath(requirement) !== undefined);
}

/** Puts the first line on a lock, in place of an earlier one. */
export function sealLock(
  text: string,
  madeFrom: string,
  importedWith?: string,
): string {
  const body = text.startsWith(HEADER)
    ? text.slice(text.indexOf("\n") + 1)
    : text;
  const imported = importedWith ? `, imported with ${importedWith}` : "";
  return `${HEADER}${madeFrom}${imported}\n${body}`;
}
