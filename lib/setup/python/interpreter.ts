/**
 * Which Python a venv is built on, as far as files tell.
 *
 * @module
 */
import { dirsOf, isProgram } from "../../machine/find_program.ts";
import { join } from "../../core/files/posix_path.ts";
import { fingerprintOf } from "../venv/fingerprint_of.ts";
import type { Context } from "../../core/context.ts";
import type { Paths } from "../../core/files/paths.ts";
import type { System } from "../../system/mod.ts";

/** A Python that is no virtual environment itself. */
export interface Interpreter {
  /** What programs are to be given. */
  readonly path: string;
  readonly realPath: string;
  readonly version: string;
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly mtime: number;
}

/** `3.11` of `3.11.2`. */
export function minorOf({ version }: Pick<Interpreter, "version">): string {
  return version.split(".").slice(0, 2).join(".");
}

/** Whether the interpreter's file is still the one that was recorded. */
export async function isUnchanged(
  { fs }: Pick<System, "fs">,
  interpreter: Interpreter,
): Promise<boolean> {
  const [stat, realPath] = await Promise.all([
    fs.stat(interpreter.path),
    fs.realPath(interpreter.path),
  ]);
  return stat?.size === interpreter.size && stat.mtime === interpreter.mtime &&
    realPath === interpreter.realPath;
}

/** A program on PATH. */
export interface Program {
  readonly path: string;
  /** Changes whenever the file does. */
  readonly mark: string;
}

/** Programs of the given names on PATH, outside the workspace's own venvs. */
export async function programsOnPath(
  { system: { fs, env }, paths }: Context<"fs" | "env">,
  names: readonly string[],
): Promise<Program[]> {
  const dirs = dirsOf(env.get("PATH"))
    .filter((dir) => !isOwn(paths, dir));
  const candidates = names.flatMap((name) =>
    dirs.map((dir) => join(dir, name))
  );
  const found = await Promise.all(candidates.map(async (path) => {
    const stat = await fs.stat(path);
    return stat !== undefined && isProgram(stat)
      ? [{ path, mark: `${path} ${stat.size} ${stat.mtime}` }]
      : [];
  }));
  return found.flat();
}

/** Pythons on PATH, in the order in which `nix/hook.bash` finds them. */
export async function pythonsOnPath(
  context: Context<"fs" | "env">,
): Promise<Program[]> {
  return await programsOnPath(context, ["python3", "python"]);
}

function isOwn(paths: Paths, dir: string): boolean {
  return [paths.venv, paths.venvs].some((own) =>
    dir === own || dir.startsWith(`${own}/`)
  );
}

/** Which Python is looked for. */
export interface SoughtPython {
  /** Path or version that the user asked for. */
  readonly wanted: string | undefined;
  /** Version that `.python-version` names. */
  readonly pinned?: string | undefined;
  /** Range of versions that the workspace allows. */
  readonly range: string;
}

/**
 * Names the state of everything that decides which Python a search would find,
 * without running one. A version manager's stand-ins on PATH decide by
 * variables and files of their own.
 */
export async function searchState(
  context: Context<"fs" | "env">,
  { wanted, pinned, range, pythons }: SoughtPython & {
    /** What {@linkcode pythonsOnPath} finds. */
    readonly pythons: readonly Program[];
  },
): Promise<string> {
  const { fs, env } = context.system;
  const marks = pythons.map(({ mark }) => mark);
  if (marks.some((mark) => mark.includes("/shims/"))) {
    const home = env.get("PYENV_ROOT") ??
      join(env.get("HOME") ?? "/", ".pyenv");
    marks.push(
      env.get("PYENV_VERSION") ?? "",
      await fs.readText(join(home, "version")) ?? "",
      await fs.readText(join(context.paths.root, ".python-version")) ?? "",
    );
  }
  const state = JSON.stringify([wanted ?? pinned ?? "", range, marks]);
  return (await fingerprintOf(state)).slice(0, 16);
}
