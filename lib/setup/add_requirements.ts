/**
 * Appending to `requirements.txt`.
 *
 * @module
 */
import type { Paths } from "../paths.ts";
import { requiredName, requirementLines } from "./requirements.ts";
import type { System } from "../system/mod.ts";

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
  const names = new Set(requirementLines(before ?? "").map(requiredName));
  const isNamed = (item: string): boolean => names.has(requiredName(item));
  const missing = requirements.filter((item) => !isNamed(item));
  const notes = requirements.filter(isNamed).map((item) =>
    `requirements.txt names ${
      requiredName(item)
    } already; to change it, edit that line`
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
    reasons: [`requirements.txt now asks for ${missing.join(", ")}`],
    notes,
    undo: () => fs.writeText(paths.requirements, before),
  };
}
