/**
 * Dependencies in `pyproject.toml`: PEP 621, PEP 735 and Poetry.
 *
 * @module
 */
import { normalizedName } from "../../setup/lock/requirements/requirements.ts";
import {
  type Declared,
  NOTHING,
  tableOf,
  textOf,
  textsOf,
} from "./declared.ts";
import { namesIn } from "./named.ts";
import { parseTomlTable } from "./toml_table.ts";

/** What a `pyproject.toml` says beside its dependencies. */
export interface Pyproject extends Declared {
  readonly name?: string;
  /** Whether other projects of the repository belong to it. */
  readonly isWorkspace: boolean;
}

/** Reads the file; one that is not valid TOML declares nothing. */
export function readPyproject(text: string): Pyproject {
  const file = parseTomlTable(text);
  if (file === undefined) return { ...NOTHING, isWorkspace: false };
  const project = tableOf(file.project);
  const tool = tableOf(file.tool);
  const poetry = tableOf(tool.poetry);
  const poetryNames = tableOf(poetry.dependencies);
  const name = textOf(project.name) ?? textOf(poetry.name);
  const python = textOf(project["requires-python"]);
  const foreignPython = poetryRange(poetryNames.python);
  return {
    names: new Set([
      ...namesIn(textsOf(project.dependencies)),
      ...keysOf(poetryNames).filter((key) => key !== "python"),
    ]),
    extras: each(tableOf(project["optional-dependencies"]), namesOf),
    groups: {
      ...each(tableOf(file["dependency-groups"]), namesOf),
      ...each(
        tableOf(poetry.group),
        (group) => new Set(keysOf(tableOf(tableOf(group).dependencies))),
      ),
    },
    isWorkspace: tableOf(tool.uv).workspace !== undefined,
    ...(file.project === undefined && { isForeign: true }),
    ...(name !== undefined && { name }),
    ...(python !== undefined && { python }),
    ...(foreignPython !== undefined && { foreignPython }),
  };
}

function namesOf(list: unknown): ReadonlySet<string> {
  return namesIn(textsOf(list));
}

function keysOf(table: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(table).map(normalizedName);
}

function each(
  table: Readonly<Record<string, unknown>>,
  read: (value: unknown) => ReadonlySet<string>,
): Record<string, ReadonlySet<string>> {
  return Object.fromEntries(
    Object.entries(table).map(([name, value]) => [name, read(value)]),
  );
}

/**
 * Poetry's `^3.11`, `~3.11` and `3.11.*` as PEP 440 writes them. An exact patch
 * release stands for its minor one, as in `.python-version`.
 */
function poetryRange(value: unknown): string | undefined {
  const text = textOf(value);
  const [, sign, version = ""] =
    /^([~^])?=?=?(\d+(?:\.\d+)*)(?:\.\*)?$/.exec(text ?? "") ??
      [];
  if (version === "") return text;
  const [major = "3", minor = "0"] = version.split(".");
  if (sign === "^") return `>=${version},<${Number(major) + 1}`;
  return sign === "~"
    ? `>=${version},<${major}.${Number(minor) + 1}`
    : `==${version.split(".").slice(0, 2).join(".")}.*`;
}
