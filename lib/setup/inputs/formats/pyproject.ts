/**
 * What setup reads of `pyproject.toml`. Loaded only where a lock is made or a
 * file changed: parsing TOML takes longer than all else that a check does.
 *
 * @module
 */
import { parse, stringify, type TomlTable } from "smol-toml";
import { UserError } from "../../../core/errors.ts";

/** A project as its `pyproject.toml` describes it. */
export interface Project {
  readonly requiresPython: string | undefined;
  /** Whether uv would install the project itself. */
  readonly isPackage: boolean;
  readonly name: string | undefined;
  readonly extras: readonly string[];
  readonly groups: readonly string[];
  /** Groups that uv installs without being asked. */
  readonly defaultGroups: readonly string[];
  /** Settings of uv; absent without `[tool.uv]`. */
  readonly uv: TomlTable | undefined;
}

/** Tables of `[tool]` that say nothing about what is installed. */
const IRRELEVANT =
  /^(black|ruff|isort|mypy|pyright|basedpyright|pylint|flake8|bandit|pytest|pytest-.*|coverage|tox|nox|codespell|typos|commitizen|semantic_release|bumpversion|towncrier|djlint|vulture|interrogate|pydocstyle|deptry|ty|pyrefly|taskipy|poe|jupytext|marimo|fastapi)$/;

/** Whether a text lists packages in tables that uv reads, or in Poetry's. */
export function declaresPackages(text: string): boolean {
  const file = parseToml(text);
  const uv = tableOf(tableOf(file["tool"])["uv"]);
  return "project" in file || "dependency-groups" in file ||
    "workspace" in uv || poetryTable(text) !== undefined;
}

/** Poetry's own tables, where they are what lists the packages. */
export function poetryTable(text: string): TomlTable | undefined {
  const file = parseToml(text);
  const poetry = tableOf(file["tool"])["poetry"];
  const isStandard = "project" in file || "dependency-groups" in file;
  return isStandard || poetry === undefined ? undefined : tableOf(poetry);
}

/** Reads a `pyproject.toml`. */
export function readProject(text: string): Project {
  const file = parseToml(text);
  const project = tableOf(file["project"]);
  const uv = tableOf(tableOf(file["tool"])["uv"]);
  const groups = Object.keys(tableOf(file["dependency-groups"]));
  const wanted = uv["default-groups"];
  return {
    requiresPython: textOf(project["requires-python"]),
    isPackage: typeof uv["package"] === "boolean"
      ? uv["package"]
      : "project" in file && "build-system" in file,
    name: textOf(project["name"]),
    extras: Object.keys(tableOf(project["optional-dependencies"])),
    groups,
    defaultGroups: wanted === "all"
      ? groups
      : Array.isArray(wanted)
      ? wanted.filter((group) => typeof group === "string")
      : groups.filter((group) => group === "dev"),
    uv: Object.keys(uv).length > 0 ? uv : undefined,
  };
}

/**
 * What of a `pyproject.toml` decides what is installed, as one text: settings
 * of linters may change without a new `.venv`.
 */
export function relevantPart(text: string): string {
  try {
    const { tool, ...rest } = parse(text);
    const kept = Object.entries(tableOf(tool))
      .filter(([name]) => !IRRELEVANT.test(name));
    return JSON.stringify({ ...rest, tool: Object.fromEntries(kept) });
  } catch {
    return text;
  }
}

/** Keys of uv's settings that describe a project, not how to resolve. */
const OF_PROJECT =
  /^(workspace|sources|package|managed|dev-dependencies|default-groups|dependency-groups|conflicts|build-backend|required-environments)$/;

/**
 * A `pyproject.toml` that has uv resolve for some Pythons only, with settings
 * that hold for the project; `undefined` where these bound it already.
 */
export function boundedProject(
  settings: TomlTable,
  marker: string,
): string | undefined {
  if ("environments" in settings) return undefined;
  const kept = Object.entries(settings)
    .filter(([name]) => !OF_PROJECT.test(name));
  return stringify({
    tool: { uv: { ...Object.fromEntries(kept), environments: [marker] } },
  });
}

/**
 * Parses TOML.
 *
 * @throws {UserError} with the line that is wrong
 */
export function parseToml(text: string, file = "pyproject.toml"): TomlTable {
  try {
    return parse(text);
  } catch (cause) {
    const [first = ""] = String((cause as Error).message).split("\n");
    const { line } = cause as { line?: number };
    const where = line === undefined ? "" : `, line ${line}`;
    throw new UserError(
      `Cannot read ${file}${where}: ${
        first.replace(/^Invalid TOML document: /, "")
      }`,
      { cause, hint: `Correct ${file}, then run setup again.` },
    );
  }
}

/** A table; an empty one for anything else. */
export function tableOf(value: unknown): TomlTable {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? value as TomlTable
    : {};
}

/** A text; `undefined` for anything else. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
