/**
 * One at a time: locks that the kernel frees when their holder dies.
 *
 * @module
 */
import { join } from "./posix_path.ts";
import { UserError } from "../errors.ts";
import type { Context } from "../context.ts";
import type { Paths } from "./paths.ts";
import type { Reporter } from "../reporter.ts";
import type { FileLock, System } from "../../system/mod.ts";

/** Milliseconds between two tries; a lock is mostly free at the first. */
const RETRY_MS = 10;
/** Milliseconds after which a task says for what it waits. */
const SILENCE = 300;

/** The locks of a workspace, and who holds each while another task waits. */
const HOLDERS = {
  services: "another start or stop to finish",
  setup: "another setup to finish",
  secrets: "another command that writes .env",
  env: "Nix in another shell",
  entry: "another command that prepares the shell",
} as const;

/** How to wait for a lock. */
export interface LockOptions {
  /** Is told once for what a task waits, so that no task waits silently. */
  readonly report: Reporter;
  /** Ends the wait; `work` is not interrupted. */
  readonly signal?: AbortSignal | undefined;
  /** Seconds. @default {120} */
  readonly patience?: number;
}

/**
 * Runs `work` while holding the workspace's lock of that name. The lock's file
 * stays: unlinking one would let two holders in.
 *
 * @throws {UserError} when it is still held after `patience`
 */
export async function withLock<T>(
  { system: { fs, clock }, paths }: Context<"fs" | "clock">,
  name: keyof typeof HOLDERS,
  work: () => Promise<T>,
  { report, signal, patience = 120 }: LockOptions,
): Promise<T> {
  const path = join(paths.state, `${name}.lock`);
  const begun = clock.elapsed();
  let isTold = false;
  let lock: FileLock | undefined;
  while ((lock = await take(fs, paths, path)) === undefined) {
    const waited = clock.elapsed() - begun;
    if (!isTold && waited > SILENCE) {
      report.note(`Waiting for ${HOLDERS[name]}`);
      isTold = true;
    }
    if (waited > patience * 1000) {
      throw new UserError(
        `Cannot go on: another Hearth command has held "${path}" for ${patience} seconds`,
        { hint: "Wait for it or stop it, then try again." },
      );
    }
    await clock.sleep(RETRY_MS, signal);
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
  await fs.mkdir(paths.state, { mode: 0o700 });
  return await fs.tryLock(path);
}
