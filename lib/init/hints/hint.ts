/**
 * What a repository's other files say of its app.
 *
 * @module
 */
import { dirname } from "../../core/files/posix_path.ts";
import type { StartedApp } from "./command_line.ts";

/** What a file that starts the app counts, and one that describes it. */
export const WEIGHT = { runs: 100, describes: 60, mentions: 30 } as const;

/** An app that a file says how to start. */
export interface Hint extends StartedApp {
  /** The file that says so, as seen from the root. */
  readonly from: string;
  /** How much it counts: what starts the app counts more than prose. */
  readonly weight: number;
}

/** Something that init leaves to the user. */
export interface Unmapped {
  /** What was found, and where: a sentence without its period. */
  readonly what: string;
  /** Line for `workspace.ts`, or a command. */
  readonly add?: string;
}

/** The directory that a hint's target is seen from. */
export function hintedDir(from: string): string {
  return dirname(from).replace(
    /(?:^|\/)\.(?:devcontainer|vscode)(?:\/.*)?$/,
    "",
  ) || ".";
}

/** The file that a target names: a script, or the module of an app. */
export function hintedFile(target: string): string {
  return /\.(?:py|ipynb)$/.test(target)
    ? target.replace(/^\.\//, "")
    : `${target.replace(/:.*$/, "").replaceAll(".", "/")}.py`;
}
