/**
 * Appending to a requirements file.
 *
 * @module
 */
import { HEARTH } from "../../system/launcher.ts";
import { UserError } from "../../core/errors.ts";
import { join } from "../../core/files/posix_path.ts";
import type { Context } from "../../core/context.ts";
import { maskCredentials } from "./requirements/credentials.ts";
import { directTarget, isNamed } from "./requirements/requirement_line.ts";
import { requiredName, requirementLines } from "./requirements/requirements.ts";

/** What was added to the project's files, and how to take it back. */
export interface Added {
  readonly isChanged: boolean;
  readonly reasons: readonly string[];
  /** What was not added, as sentences. */
  readonly notes: readonly string[];
  /** Puts the files back as they were. */
  undo(): Promise<void>;
}

/**
 * Appends requirements whose distribution the file does not name yet, with the
 * file's own line ends.
 *
 * @throws {UserError} when the file is not in UTF-8, which is all that can be
 * written
 */
export async function addRequirements(
  { system: { fs }, paths: { root } }: Context<"fs", "root">,
  { file, requirements }: {
    /** Relative to the workspace. */
    readonly file: string;
    readonly requirements: readonly string[];
  },
): Promise<Added> {
  // Writing replaces what is there, which a link would not survive.
  const place = join(root, file);
  const path = await fs.realPath(place) ?? place;
  const before = await fs.readText(path) ?? "";
  const names = new Set(requirementLines(before).map(nameOf));
  const isThere = (item: string): boolean => names.has(nameOf(item));
  const missing = requirements.filter((item) => !isThere(item));
  const notes = requirements.filter(isThere).map((item) =>
    `${file} already has ${
      maskCredentials(nameOf(item))
    }; to change it, edit that line`
  );
  if (missing.length === 0) {
    return {
      isChanged: false,
      reasons: [],
      notes,
      undo: () => Promise.resolve(),
    };
  }
  // What a decoder puts in the place of bytes that are no UTF-8.
  if (/[\0\uFFFD]/.test(before)) {
    throw new UserError(`Cannot add to ${file}: it is not in UTF-8`, {
      hint: `Save it in UTF-8, or write ${
        missing.join(", ")
      } into it yourself and run: ${HEARTH} setup`,
    });
  }
  const end = before.includes("\r\n") ? "\r\n" : "\n";
  const gap = before === "" || before.endsWith("\n") ? "" : end;
  const text = before + gap + missing.map((line) => line + end).join("");
  await fs.writeText(path, text);
  return {
    isChanged: true,
    reasons: [`Added to ${file}: ${missing.join(", ")}`],
    notes,
    undo: () => fs.writeText(path, before),
  };
}

/** The distribution, or where it is from when a line does not name it. */
function nameOf(line: string): string {
  return isNamed(line) ? requiredName(line) : directTarget(line) ??
    requiredName(line);
}
