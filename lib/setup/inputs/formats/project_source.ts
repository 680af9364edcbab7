/**
 * A project's own list of packages: `pyproject.toml`, `setup.cfg`, `setup.py`.
 *
 * @module
 */
import type { TomlTable } from "smol-toml";
import { UserError } from "../../../core/errors.ts";
import { basename, dirname, join } from "../../../core/files/posix_path.ts";
import type { TextFiles } from "../text_files.ts";
import { refuseConflict } from "../../lock/merge_conflict.ts";
import { normalizedName } from "../../lock/requirements/requirements.ts";
import { fingerprintOf } from "../../venv/fingerprint_of.ts";
import type { PackageList, Selection } from "../package_list.ts";

const POETRY_LOCK =
  "poetry.lock is not used, as only Poetry reads it: versions are resolved from pyproject.toml";

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
  const { poetryTable, readProject, relevantPart } = await import(
    "./pyproject.ts"
  );
  const isStandard = basename(file) === "pyproject.toml";
  const poetry = isStandard ? poetryTable(text) : undefined;
  if (poetry !== undefined) {
    return await poetrySource({ fs }, root, { file, selection, poetry });
  }
  const project = readProject(isStandard ? text : "");
  const { extras, exclude, editable = true } = selection;
  const groups = [...new Set([...project.defaultGroups, ...selection.groups])];
  if (isStandard) {
    refuseUnknown(file, {
      kind: "extra",
      wanted: extras,
      known: project.extras,
    });
    refuseUnknown(file, {
      kind: "group",
      wanted: groups,
      known: project.groups,
    });
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
    notes: hasPoetryLock === undefined ? [] : [POETRY_LOCK],
  };
}

/** The same for Poetry's own tables, with the project where it is a package. */
async function poetrySource(
  { fs }: TextFiles,
  root: string,
  { file, selection, poetry }: {
    readonly file: string;
    readonly selection: Selection;
    readonly poetry: TomlTable;
  },
): Promise<PackageList> {
  const { poetryProject } = await import("../poetry_requirements.ts");
  const { relevantPart } = await import("./pyproject.ts");
  const { extras, groups, lines } = poetryProject(poetry, { file, selection });
  refuseUnknown(file, {
    kind: "extra",
    wanted: selection.extras,
    known: extras,
  });
  refuseUnknown(file, {
    kind: "group",
    wanted: selection.groups,
    known: groups,
  });
  const name = typeof poetry["name"] === "string" ? poetry["name"] : "";
  const module = normalizedName(name).replaceAll("-", "_");
  const places = ["", "src/"].map((place) =>
    join(root, dirname(file), `${place}${module}/__init__.py`)
  );
  const texts = await Promise.all(places.map((path) => fs.readText(path)));
  const isPackage = poetry["package-mode"] !== false &&
    ("packages" in poetry || texts.some((text) => text !== undefined)) &&
    !selection.exclude.map(normalizedName).includes(normalizedName(name));
  const dir = `./${dirname(file)}`.replace("./.", ".");
  const text = await fs.readText(join(root, file)) ?? "";
  return {
    files: [],
    resolve: {
      args: [],
      lines,
      locked: isPackage
        ? [selection.editable === false ? dir : `-e ${dir}`]
        : [],
    },
    declared: { [file]: await fingerprintOf(relevantPart(text)) },
    notes: await fs.readText(join(root, dirname(file), "poetry.lock")) ===
        undefined
      ? []
      : [POETRY_LOCK],
  };
}

function refuseUnknown(
  file: string,
  { kind, wanted, known }: {
    readonly kind: string;
    readonly wanted: readonly string[];
    readonly known: readonly string[];
  },
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
