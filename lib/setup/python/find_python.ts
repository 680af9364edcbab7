/**
 * Finding the Python that a venv is built on.
 *
 * @module
 */
import { UserError } from "../../core/errors.ts";
import { type Interpreter, programsOnPath } from "./interpreter.ts";
import type { Paths } from "../../core/files/paths.ts";
import { probePython } from "./probe_python.ts";
import { pythonHint } from "./python_hint.ts";
import type { System } from "../../system/mod.ts";
import { isInRange } from "./version_range.ts";
import { compareVersions } from "../../core/text/compare_versions.ts";

/** Names that are tried when neither python3 nor python will do. */
const VERSIONED = ["python3.14", "python3.13", "python3.12", "python3.11"];

/** What to look for. */
export interface PythonSearch {
  /** Path or version that the user asked for; the first that fits otherwise. */
  readonly wanted: string | undefined;
  /** Range of versions that the workspace allows. */
  readonly range: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Finds a Python on PATH that the workspace can use, looking through version
 * managers and active virtual environments to the Python below them.
 *
 * @throws {UserError} listing what was found and how to get what is needed
 */
export async function findPython(
  system: Pick<System, "fs" | "env" | "proc">,
  paths: Paths,
  { wanted, range, signal }: PythonSearch,
): Promise<Interpreter> {
  const refused: string[] = [];
  for await (const path of candidates(system, paths, wanted)) {
    const found = await probePython(system, path, signal);
    if (found === undefined) {
      refused.push(`${path} does not run`);
    } else if (
      isWanted(found.version, wanted) && isInRange(found.version, range)
    ) {
      return found;
    } else {
      refused.push(`${path} is ${found.version}`);
    }
  }
  const sought = wanted === undefined
    ? `Python ${range}`
    : `Python "${wanted}" in the range ${range}`;
  const findings = refused.length === 0
    ? "there is no Python on PATH"
    : refused.join(", ");
  throw new UserError(`Cannot find ${sought}: ${findings}`, {
    hint: wanted === undefined
      ? pythonHint(system)
      : "Choose another one with --python, or use --python auto for the one on PATH.",
  });
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
  system: Pick<System, "fs" | "env" | "proc">,
  paths: Paths,
  wanted: string | undefined,
): AsyncGenerator<string> {
  if (wanted?.includes("/")) return yield wanted;
  const named = wanted === undefined ? [] : [
    isVersion(wanted)
      ? `python${wanted.split(".").slice(0, 2).join(".")}`
      : wanted,
  ];
  const general = wanted === undefined || isVersion(wanted)
    ? ["python3", "python", ...VERSIONED]
    : [];
  const tried = new Set<string>();
  for (
    const { path } of await programsOnPath(system, paths, [
      ...named,
      ...general,
    ])
  ) {
    const real = await system.fs.realPath(path) ?? path;
    // A version manager's stand-ins are one file under many names.
    const identity = real.includes("/shims/") ? path : real;
    if (tried.has(identity)) continue;
    tried.add(identity);
    yield path;
  }
  if (wanted !== undefined && isVersion(wanted)) {
    yield* managedByUv(system, wanted);
  }
}

/** A Python that the user had uv install earlier; uv may fetch none here. */
async function* managedByUv(
  { env, proc }: Pick<System, "env" | "proc">,
  version: string,
): AsyncGenerator<string> {
  const { code, stdout } = await proc.run(["uv", "python", "find", version], {
    env: { ...env.all(), UV_PYTHON_DOWNLOADS: "never" },
  });
  if (code === 0) yield stdout.trim();
}
