/**
 * Which venvs stay.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { Context } from "../../core/context.ts";
import type { System } from "../../system/mod.ts";
import {
  hasPython,
  readStamp,
  stampFile,
  type VenvStamp,
} from "./venv_stamp.ts";

/** How many finished venvs stay beside the one in `.venv`. */
const KEPT = 3;

/** What `.hearth/venvs` holds. */
export interface VenvStock {
  readonly finished: readonly VenvStamp[];
  /** Directories without a stamp or without a Python: of no use. */
  readonly orphans: readonly string[];
}

/** Looks through the venvs that there are. */
export async function listVenvs(
  { system, paths }: Context<"fs">,
): Promise<VenvStock> {
  const { fs } = system;
  const dir = await fs.realPath(paths.venvs) ?? paths.venvs;
  const entries = await fs.readDir(dir) ?? [];
  const finished: VenvStamp[] = [];
  const orphans: string[] = [];
  for (const { name } of entries) {
    const venv = join(dir, name);
    const stamp = await readStamp(system, venv);
    if (stamp && await hasPython(system, stamp)) finished.push(stamp);
    else orphans.push(venv);
  }
  return { finished, orphans };
}

/**
 * Removes litter and all finished venvs but the newest unused ones. Call it
 * while holding the lock of `setup`.
 *
 * @param inUse real paths of venvs that must stay, that in `.venv` besides
 * @returns the real paths that were removed
 */
export async function pruneVenvs(
  context: Context<"fs">,
  inUse: readonly string[],
): Promise<string[]> {
  const { system } = context;
  const { fs } = system;
  const current = await fs.realPath(context.paths.venv);
  const { finished, orphans } = await listVenvs(context);
  const isUsed = (venv: string): boolean =>
    venv === current || inUse.includes(venv);
  const unused = finished.filter(({ venv }) => !isUsed(venv));
  const aged = await Promise.all(unused.map(async (stamp) => ({
    venv: stamp.venv,
    age: (await fs.stat(stampFile(stamp.venv)))?.mtime ?? 0,
  })));
  aged.sort((a, b) => b.age - a.age);
  const doomed = [
    ...orphans.filter((venv) => !isUsed(venv)),
    ...aged.slice(KEPT).map(({ venv }) => venv),
  ];
  await removeAll(system, doomed);
  return doomed;
}

/** Removes directories; one that an orphan still writes into waits for later. */
export async function removeAll(
  { fs }: Pick<System, "fs">,
  dirs: readonly string[],
): Promise<void> {
  await Promise.allSettled(dirs.map((dir) => fs.remove(dir)));
}
