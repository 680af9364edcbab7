/**
 * A project's own list of packages: `pyproject.toml`, `setup.cfg`, `setup.py`.
 *
 * @module
 */
import { UserError } from "../../core/errors.ts";
import { basename, dirname, join } from "../../core/files/posix_path.ts";
import type { TextFiles } from "./text_files.ts";
import { refuseConflict } from "../lock/merge_conflict.ts";
import { normalizedName } from "../lock/requirements/requirements.ts";
import { fingerprintOf } from "../venv/fingerprint_of.ts";
import type { PackageList, Selection } from "./package_list.ts";

/**
 * Reads a project. The project itself is installed where uv would do so.
 *
 * @throws {UserError} when it has no such extra or group
 */
export async function readProjectSource(
  { fs }: TextFiles,
  root: string,
  { file, selection }: { file: string; selection: Selection },
): Promise<PackageList> {
  const text = await fs.readText(join(root, file)) ?? "";
  refuseConflict(file, text);
  const { readProject, relevantPart } = await import("./pyproject.ts");
  const isStandard = basename(file) === "pyproject.toml";
  const project = readProject(isStandard ? text : "");
  const { extras, exclude, editable = true } = selection;
  const groups = [...new Set([...project.defaultGroups, ...selection.groups])];
  if (isStandard) {
    refuseUnknown(file, "extra", extras, project.extras);
    refuseUnknown(file, "group", groups, project.groups);
  }
  const isInstalled = (project.isPackage || !isStandard) &&
    !exclude.map(normalizedName).includes(normalizedName(project.name ?? ""));
  const dir = `./${dirname(file)}`.replace("./.", ".");
  const hasPoetryLock = await fs.readText(join(root, "poetry.lock"));
  return {
    files: [],
    resolve: {
      args: [
        file,
        ...extras.flatMap((extra) => ["--extra", extra]),
        ...groups.flatMap((group) => ["--group", `${file}:${group}`]),
      ],
      lines: [],
      locked: isInstalled ? [editable ? `-e ${dir}` : dir] : [],
    },
    declared: { [file]: await fingerprintOf(relevantPart(text)) },
    notes: hasPoetryLock === undefined ? [] : [
      "poetry.lock is not used, as only Poetry reads it: versions are resolved from pyproject.toml",
    ],
  };
}

function refuseUnknown(
  file: string,
  kind: string,
  wanted: readonly string[],
  known: readonly string[],
): void {
  const names = new Set(known.map(normalizedName));
  const unknown = wanted.find((name) => !names.has(normalizedName(name)));
  if (unknown === undefined) return;
  throw new UserError(`Cannot find the ${kind} "${unknown}" in ${file}`, {
    hint: known.length === 0
      ? `It has none: remove it from python.${kind}s in workspace.ts.`
      : `It has: ${known.join(", ")}. Correct python.${kind}s in workspace.ts.`,
  });
}
