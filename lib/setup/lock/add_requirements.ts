/**
 * Appending to a requirements file.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { Paths } from "../../core/files/paths.ts";
import { maskCredentials } from "./requirements/credentials.ts";
import { directTarget, isNamed } from "./requirements/requirement_line.ts";
import { requiredName, requirementLines } from "./requirements/requirements.ts";
import type { System } from "../../system/mod.ts";

/** What was added to the project's files, and how to take it back. */
export interface Added {
  readonly isChanged: boolean;
  readonly reasons: readonly string[];
  /** What was not added, as sentences. */
  readonly notes: readonly string[];
  /** Puts the files back as they were. */
  undo(): Promise<void>;
}

/** Appends requirements whose distribution the file does not name yet. */
export async function addRequirements(
  { fs }: Pick<System, "fs">,
  { root }: Pick<Paths, "root">,
  { file, requirements }: {
    /** Relative to the workspace. */
    readonly file: string;
    readonly requirements: readonly string[];
  },
): Promise<Added> {
  const path = join(root, file);
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
  const gap = before === "" || before.endsWith("\n") ? "" : "\n";
  const text = `${before}${gap}${missing.join("\n")}\n`;
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
