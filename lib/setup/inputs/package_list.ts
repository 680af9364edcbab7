/**
 * A list of packages as it was read, whatever file it is in.
 *
 * @module
 */
import type { Python } from "../../workspace/workspace.ts";
import type { RequirementsFile } from "../lock/requirements/requirements.ts";

/** What of the source is installed. */
export interface Selection
  extends Pick<Python, "extras" | "groups" | "exclude" | "editable"> {}

/** What to have uv resolve. */
export interface ToResolve {
  /** Arguments that name files, extras and groups. */
  readonly args: readonly string[];
  /** Lines of requirements that are in no file. */
  readonly lines: readonly string[];
  /** Lines to add to the lock as they are. */
  readonly locked: readonly string[];
}

/** A list of packages. */
export interface PackageList {
  /** Files of requirements: the list itself and, behind that, what it includes. */
  readonly files: readonly RequirementsFile[];
  readonly resolve: ToResolve;
  /** Fingerprints of what a project declares, by file. */
  readonly declared?: Readonly<Record<string, string>>;
  /** What the user should know, as sentences. */
  readonly notes: readonly string[];
}
