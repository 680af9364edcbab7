/**
 * The files whose change may mean that `.venv` is not current.
 *
 * @module
 */
import type { Context } from "../../core/context.ts";
import { join, resolve } from "../../core/files/posix_path.ts";
import { choicesFile } from "../../setup/setup_choices.ts";
import type { VenvCheck } from "../../setup/venv/venv_check.ts";
import { stampFile } from "../../setup/venv/venv_stamp.ts";
import { wheelLibraries } from "../../setup/venv/install/wheel_libraries.ts";

/** What a check of the venv found, and what it went by. */
export type KnownVenv = Pick<VenvCheck, "watched" | "stamp" | "pythons">;

/** Absolute paths, also of files that are absent and must stay so. */
export function entryInputs(
  context: Context<"env">,
  { watched, stamp, pythons }: KnownVenv,
): string[] {
  const { paths } = context;
  const programs = pythons.map(({ path }) => path);
  const named = Object.keys(watched).map((name) => resolve(paths.root, name));
  return [
    paths.workspaceFile,
    ...named,
    choicesFile(paths),
    ...(stamp
      ? [
        stampFile(stamp.venv),
        // Changed by anyone who installs or removes a package by hand.
        join(stamp.venv, stamp.sitePackages),
        join(stamp.venv, "bin", "python"),
        stamp.interpreter.path,
        stamp.interpreter.realPath,
      ]
      : []),
    ...programs,
    ...versionManagerFiles(context, programs),
    ...wheelLibraries(context.system),
  ];
}

/** What a version manager's stand-ins on PATH go by. */
function versionManagerFiles(
  { system: { env }, paths }: Context<"env">,
  pythons: readonly string[],
): string[] {
  if (!pythons.some((path) => path.includes("/shims/"))) return [];
  const home = env.get("PYENV_ROOT") ?? join(env.get("HOME") ?? "/", ".pyenv");
  return [join(home, "version"), join(paths.root, ".python-version")];
}
