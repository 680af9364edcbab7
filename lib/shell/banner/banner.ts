/**
 * The part of the banner that only setup can change.
 *
 * @module
 */
import { inLargeLetters } from "./large_letters.ts";
import type { WorkspaceContext } from "../../workspace/workspace_context.ts";

/** What the banner says about `.venv`. */
export interface VenvFacts {
  readonly version: string;
  /** How many distributions it holds. */
  readonly packages: number;
  /** Modules that were seen to be importable. */
  readonly imports: readonly string[];
}

/**
 * The workspace's name, in large letters where figlet is, and what `.venv`
 * holds.
 */
export async function renderBanner(
  context: WorkspaceContext<"fs" | "proc", "name">,
  { version, packages, imports }: VenvFacts,
): Promise<string> {
  const name = properCase(context.workspace.name);
  const letters = await inLargeLetters(context, name);
  // Letters that the font lacks leave nothing behind.
  const title = letters.length > 0 ? letters : [name];
  const counted = packages === 1 ? "1 package" : `${packages} packages`;
  const checked = imports.length === 0
    ? ""
    : `; ${list(imports)} can be imported`;
  return [
    ...title,
    "",
    `Python  ${version}, ${counted}${checked}`,
  ].join("\n");
}

/** `data science kit` as `Data Science Kit`; capitals that are there stay. */
function properCase(name: string): string {
  return name.split(/[\s_-]+/).filter((word) => word !== "")
    .map((word) => (word[0] ?? "").toUpperCase() + word.slice(1)).join(" ");
}

function list(names: readonly string[]): string {
  return names.length < 2
    ? names.join("")
    : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
