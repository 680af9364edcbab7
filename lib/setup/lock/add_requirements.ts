/**
 * Appending to `requirements.txt`.
 *
 * @module
 */
import type { Paths } from "../../core/files/paths.ts";
import { maskCredentials } from "./requirements/credentials.ts";
import { directTarget, isNamed } from "./requirements/requirement_line.ts";
import { requiredName, requirementLines } from "./requirements/requirements.ts";
import type { System } from "../../system/mod.ts";

/** What was appended, and how to take it back. */
export interface AddedRequirements {
  readonly isChanged: boolean;
  readonly reasons: readonly string[];
  /** What was not appended, as sentences. */
  readonly notes: readonly string[];
  /** Puts the file back as it was. */
  undo(): Promise<void>;
}

/** Appends requirements whose distribution the file does not name yet. */
export async function addRequirements(
  { fs }: Pick<System, "fs">,
  paths: Paths,
  requirements: readonly string[],
): Promise<AddedRequirements> {
  const before = requirements.length === 0
    ? undefined
    : await fs.readText(paths.requirements) ?? "";
  const names = new Set(requirementLines(before ?? "").map(nameOf));
  const isThere = (item: string): boolean => names.has(nameOf(item));
  const missing = requirements.filter((item) => !isThere(item));
  const notes = requirements.filter(isThere).map((item) =>
    `requirements.txt already has ${
      maskCredentials(nameOf(item))
    }; to change it, edit that line`
  );
  if (before === undefined || missing.length === 0) {
    return {
      isChanged: false,
      reasons: [],
      notes,
      undo: () => Promise.resolve(),
    };
  }
  const gap = before === "" || before.endsWith("\n") ? "" : "\n";
  const text = `${before}${gap}${missing.join("\n")}\n`;
  await fs.writeText(paths.requirements, text);
  return {
    isChanged: true,
    reasons: [`Added to requirements.txt: ${missing.join(", ")}`],
    notes,
    undo: () => fs.writeText(paths.requirements, before),
  };
}

/** The distribution, or where it is from when a line does not name it. */
function nameOf(line: string): string {
  return isNamed(line) ? requiredName(line) : directTarget(line) ??
    requiredName(line);
}
