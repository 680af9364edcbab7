/**
 * Installing from a lock that lists all groups and platforms itself: `uv.lock`
 * and `pylock.toml`.
 *
 * @module
 */
import { dirname, join, resolve } from "../../../core/files/posix_path.ts";
import type { System } from "../../../system/mod.ts";
import type { EnvironmentInputs } from "../../environment_inputs.ts";
import type { DependencySource } from "../../inputs/dependency_source.ts";
import type { Selection } from "../../inputs/package_list.ts";
import type { Interpreter } from "../../python/interpreter.ts";
import { runUv, type Uv, type UvRun } from "../../uv/uv.ts";

/** What to install where. */
export interface LockSync {
  readonly venv: string;
  readonly interpreter: Pick<Interpreter, "path">;
  readonly source: Extract<DependencySource, { kind: "uv" | "pylock" }>;
  readonly inputs: Pick<EnvironmentInputs, "selection">;
  readonly run: UvRun;
  /** Whether what the user installed by hand stays. @default {false} */
  readonly isRepair?: boolean;
}

/**
 * Installs what the lock says. The lock is not written to, and nothing is
 * resolved.
 *
 * @throws {UserError} with uv's own reason
 */
export async function syncLock(
  system: Pick<System, "proc">,
  { uv, sync }: { readonly uv: Uv; readonly sync: LockSync },
): Promise<void> {
  const { venv, source, inputs, run, isRepair = false } = sync;
  const { selection } = inputs;
  if (source.kind === "uv") {
    const env = { ...uv.env, UV_PROJECT_ENVIRONMENT: venv };
    const args = uvSyncArguments(run.cwd, sync);
    await runUv(system, { uv: { ...uv, env }, args }, run);
    return;
  }
  const python = join(venv, "bin", "python");
  const wanted = [
    ...selection.extras.flatMap((extra) => ["--extra", extra]),
    ...selection.groups.flatMap((group) => ["--group", group]),
  ];
  const lock = join(run.cwd, source.lock);
  await runUv(system, {
    uv,
    args: [
      "pip",
      ...(isRepair ? ["install", "-r"] : ["sync"]),
      lock,
      "--python",
      python,
      ...wanted,
    ],
  }, run);
  if (selection.exclude.length === 0) return;
  await runUv(system, {
    uv,
    args: [
      "pip",
      "uninstall",
      "--python",
      python,
      ...selection.exclude,
    ],
  }, run);
}

/** The command line that has `uv sync` install all of a workspace. */
export function uvSyncArguments(
  root: string,
  { interpreter, source, inputs, isRepair }: Omit<LockSync, "run">,
): string[] {
  const { extras, groups, exclude, editable = true } = inputs.selection;
  const member = source.kind === "uv" ? source.member : undefined;
  return [
    "sync",
    "--frozen",
    ...(member === undefined ? ["--all-packages"] : ["--package", member]),
    "--python",
    interpreter.path,
    ...projectOption(root, source.lock),
    ...(isRepair ? ["--inexact"] : []),
    ...(editable ? [] : ["--no-editable"]),
    ...selectionArguments({ extras, groups }),
    ...exclude.flatMap((name) => ["--no-install-package", name]),
  ];
}

/** `--project` where the lock is not in the workspace's own directory. */
export function projectOption(root: string, lock: string): string[] {
  const dir = dirname(lock);
  return dir === "." ? [] : ["--project", resolve(root, dir)];
}

function selectionArguments(
  { extras, groups }: Pick<Selection, "extras" | "groups">,
): string[] {
  return [
    ...extras.flatMap((extra) => ["--extra", extra]),
    ...groups.flatMap((group) => ["--group", group]),
  ];
}
