/**
 * Finding the Python that a venv is built on.
 *
 * @module
 */
import { UserError } from "../../core/errors.ts";
import {
  type Interpreter,
  programsOnPath,
  type SoughtPython,
} from "./interpreter.ts";
import type { Context } from "../../core/context.ts";
import { probePython } from "./probe_python.ts";
import { pythonHint } from "./python_hint.ts";
import type { System } from "../../system/mod.ts";
import { managedPythons } from "./managed_pythons.ts";
import { isInRange, lowestOf } from "./version_range.ts";
import { compareVersions } from "../../core/text/compare_versions.ts";

/** Names that are tried when neither python3 nor python will do. */
const VERSIONED = [
  "python3.14",
  "python3.13",
  "python3.12",
  "python3.11",
  "python3.10",
  "python3.9",
];

/** What to look for. */
export interface PythonSearch extends SoughtPython {
  readonly signal?: AbortSignal | undefined;
}

/** What a search found, or what it passed over. */
export type PythonFound =
  | { readonly kind: "found"; readonly interpreter: Interpreter }
  | {
    readonly kind: "none";
    /** What was tried, as words for the user. */
    readonly refused: readonly string[];
    /** One that runs, of a version that will not do. */
    readonly other: Interpreter | undefined;
  };

/**
 * Finds a Python that the workspace can use, on PATH or in the directories of
 * version managers, looking through their stand-ins and active virtual
 * environments to the Python below them.
 *
 * @throws {UserError} listing what was found and how to get what is needed
 */
export async function findPython(
  context: Context<"fs" | "env" | "proc">,
  search: PythonSearch,
): Promise<Interpreter> {
  const found = await searchPython(context, search);
  if (found.kind === "found") return found.interpreter;
  throw noPython(context.system, { search, refused: found.refused });
}

/** The same, leaving to the caller what to do where there is none. */
export async function searchPython(
  context: Context<"fs" | "env" | "proc">,
  { wanted, pinned, range, signal }: PythonSearch,
): Promise<PythonFound> {
  const refused: string[] = [];
  let other: Interpreter | undefined;
  const version = wanted ?? pinned;
  for await (const path of candidates(context, { version, range })) {
    const found = await probePython(context.system, path, signal);
    if (found === undefined) {
      refused.push(`${path} does not run`);
    } else if (
      isWanted(found.version, version) && isInRange(found.version, range)
    ) {
      return { kind: "found", interpreter: found };
    } else {
      refused.push(`${path} is ${found.version}`);
      other ??= found;
    }
  }
  return { kind: "none", refused, other };
}

/** Says which Python is needed, what there is and how to get one. */
export function noPython(
  system: Pick<System, "env">,
  { search: { wanted, pinned, range }, refused }: {
    readonly search: PythonSearch;
    readonly refused: readonly string[];
  },
): UserError {
  const sought = wanted !== undefined
    ? `Python "${wanted}" in the range ${range}`
    : pinned !== undefined
    ? `Python ${pinned} of .python-version in the range ${range}`
    : `Python ${range}`;
  const findings = refused.length === 0
    ? "there is no Python on PATH"
    : refused.join(", ");
  const isPinOutside = pinned !== undefined && !mayBeIn(pinned, range);
  return new UserError(`Cannot find ${sought}: ${findings}`, {
    hint: isPinOutside
      ? "Correct .python-version, python.version in workspace.ts or requires-python."
      : wanted === undefined
      ? pythonHint(system, pinned ?? installableVersion(range))
      : "Choose another one with --python, or use --python auto for the one on PATH.",
  });
}

/** Whether a version, or some patch release of it, lies in a range. */
export function mayBeIn(version: string, range: string): boolean {
  return [version, `${version}.99`].some((one) => isInRange(one, range));
}

/** Minor versions of Python to install, the safest choice first. */
const INSTALLABLE = ["3.13", "3.12", "3.14", "3.11", "3.10", "3.9"];

/** A version within the range that uv can install. */
export function installableVersion(range: string): string {
  return INSTALLABLE.find((minor) => mayBeIn(minor, range)) ?? lowestOf(range);
}

function isWanted(version: string, wanted: string | undefined): boolean {
  if (wanted === undefined || !isVersion(wanted)) return true;
  const parts = wanted.split(".").length;
  const release = version.split(".").slice(0, parts).join(".");
  return compareVersions(release, wanted) === 0;
}

function isVersion(wanted: string): boolean {
  return /^\d+(\.\d+)*$/.test(wanted);
}

/** Programs to try, each file once. */
async function* candidates(
  context: Context<"fs" | "env" | "proc">,
  { version, range }: { version: string | undefined; range: string },
): AsyncGenerator<string> {
  const { system } = context;
  if (version?.includes("/")) return yield version;
  const named = version === undefined ? [] : [
    isVersion(version)
      ? `python${version.split(".").slice(0, 2).join(".")}`
      : version,
  ];
  const isOpen = version === undefined || isVersion(version);
  const names = [
    ...named,
    ...(isOpen ? ["python3", "python", ...VERSIONED] : []),
  ];
  const tried = new Set<string>();
  for (const { path } of await programsOnPath(context, names)) {
    const real = await system.fs.realPath(path) ?? path;
    // A version manager's stand-ins are one file under many names; its own
    // directories, which follow, say without a process which versions there are.
    const isShim = real.includes("/shims/");
    if (isShim && /\d\.\d+$/.test(path)) continue;
    const identity = isShim ? path : real;
    if (tried.has(identity)) continue;
    tried.add(identity);
    yield path;
  }
  if (!isOpen) return;
  for (const managed of await managedPythons(system)) {
    const fits = isInRange(managed.version, range) &&
      isWanted(managed.version, version);
    const real = fits ? await system.fs.realPath(managed.path) : undefined;
    if (real !== undefined && !tried.has(real)) yield managed.path;
  }
}
