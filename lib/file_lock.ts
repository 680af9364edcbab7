/**
 * One at a time: locks that the kernel frees when their holder dies.
 *
 * @module
 */
import { join } from "./posix_path.ts";
import { UserError } from "./errors.ts";
import type { Paths } from "./paths.ts";
import type { FileLock, System } from "./system/mod.ts";

/** Milliseconds between two tries; a lock is mostly free at the first. */
const RETRY = 10;

/** How long to wait for a lock and whom to tell. */
export interface LockOptions {
  /** Seconds. @default {120} */
  readonly patience?: number;
  readonly signal?: AbortSignal | undefined;
  /** Called once when somebody else holds it. */
  readonly onWait?: () => void;
}

/**
 * Runs `work` while holding the workspace's lock of that name. The lock's file
 * stays: unlinking one would let two holders in.
 *
 * @throws {UserError} when it is still held after `patience`
 */
export async function withLock<T>(
  { fs, clock }: Pick<System, "fs" | "clock">,
  paths: Paths,
  name: string,
  work: () => Promise<T>,
  { patience = 120, signal, onWait }: LockOptions = {},
): Promise<T> {
  const path = join(paths.state, `${name}.lock`);
  const giveUp = clock.elapsed() + patience * 1000;
  let waited = false;
  let lock: FileLock | undefined;
  while ((lock = await take(fs, paths, path)) === undefined) {
    if (!waited) onWait?.();
    waited = true;
    if (clock.elapsed() > giveUp) {
      throw new UserError(
        `Cannot go on: another Hearth task has held "${path}" for ${patience} seconds`,
        { hint: "Wait for it, or end it, then try again." },
      );
    }
    await clock.sleep(RETRY, signal);
  }
  try {
    return await work();
  } finally {
    lock.release();
  }
}

async function take(
  fs: System["fs"],
  paths: Paths,
  path: string,
): Promise<FileLock | undefined> {
  await fs.makeFolder(paths.state, { mode: 0o700 });
  return await fs.tryLock(path);
}
