/**
 * The part of the banner that only setup can change.
 *
 * @module
 */
import type { System } from "../system/mod.ts";
import type { Workspace } from "../workspace.ts";

/** What the banner tells of `.venv`. */
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
export async function heading(
  { proc }: Pick<System, "proc">,
  workspace: Pick<Workspace, "name">,
  { version, packages, imports }: VenvFacts,
): Promise<string> {
  const name = properCase(workspace.name);
  const letters = await inLargeLetters(proc, name);
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

/** Lines as figlet, which the flake brings, prints them; none without it. */
async function inLargeLetters(
  proc: System["proc"],
  name: string,
): Promise<string[]> {
  if (!await proc.has("figlet")) return [];
  const { stdout } = await proc.run(["figlet", "-w", "80", "--", name]);
  return stdout.split("\n").map((line) => line.trimEnd())
    .filter((line) => line !== "");
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
