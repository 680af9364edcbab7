/**
 * Getting uv with nothing but a Python.
 *
 * @module
 */
import type { Context } from "../../core/context.ts";
import { join } from "../../core/files/posix_path.ts";
import type { FileLock, System } from "../../system/mod.ts";
import type { Interpreter } from "../python/interpreter.ts";
import { DRAFT, keepUv, uvHomes, uvIn } from "./shared_uv.ts";
import { findUv } from "./uv.ts";
import { pythonEnvironment } from "./uv_environment.ts";
import { causeOf } from "./uv_error.ts";

/** Milliseconds between two looks at another workspace's installation. */
const RETRY_MS = 50;

/** Whether it worked; if not, why. */
export type UvInstall =
  | { readonly kind: "installed" }
  | { readonly kind: "refused"; readonly cause: string };

type Machine = Pick<System, "clock" | "env" | "fs" | "proc">;

/**
 * Installs uv for the user with the Python's pip, or with a pip from a
 * throw-away venv where the Python itself has none. Of two workspaces that
 * need it at once, one installs it. Where the user's cache is read-only, the
 * workspace has its own.
 */
export async function installUv(
  context: Context<keyof Machine>,
  interpreter: Interpreter,
  signal?: AbortSignal,
): Promise<UvInstall> {
  const { system } = context;
  const { fs } = system;
  const [home, lock] = await lockHome(context, signal);
  try {
    // Another workspace may have been faster.
    if (await findUv(context)) return { kind: "installed" };
    for (const { name } of await fs.readDir(home) ?? []) {
      // Of installations that were killed, as this one has the lock.
      if (name.startsWith(DRAFT)) await fs.remove(join(home, name));
    }
    return await installInto(system, home, interpreter, signal);
  } finally {
    lock.release();
  }
}

/** The first home that may be written to, and its lock. */
async function lockHome(
  context: Context<keyof Machine>,
  signal?: AbortSignal,
): Promise<[string, FileLock]> {
  const { system: { clock, fs } } = context;
  const homes = uvHomes(context);
  for (const home of homes) {
    try {
      await fs.mkdir(home);
      let lock: FileLock | undefined;
      while (!(lock = await fs.tryLock(join(home, "lock")))) {
        await clock.sleep(RETRY_MS, signal);
      }
      return [home, lock];
    } catch (error) {
      signal?.throwIfAborted();
      if (home === homes.at(-1)) throw error;
    }
  }
  throw new Error("uvHomes() gave none");
}

async function installInto(
  system: Machine,
  home: string,
  interpreter: Interpreter,
  signal?: AbortSignal,
): Promise<UvInstall> {
  const { fs, proc } = system;
  const draft = join(home, `${DRAFT}${crypto.randomUUID()}`);
  const borrowed = `${draft}.pip`;
  const options = {
    env: pythonEnvironment(system),
    ...(signal && { signal }),
  };
  async function install(python: string): Promise<UvInstall> {
    const { code, stderr, stdout } = await proc.run([
      python,
      "-m",
      "pip",
      "install",
      "--quiet",
      "--no-input",
      "--disable-pip-version-check",
      "--target",
      draft,
      "uv",
    ], options);
    if (code !== 0) {
      return { kind: "refused", cause: causeOf(stderr || stdout) };
    }
    const said = await proc.run([uvIn(draft), "--version"], options);
    const version = /\d+(\.\d+)+/.exec(said.stdout)?.[0];
    if (said.code !== 0 || version === undefined) {
      return { kind: "refused", cause: "the version from pip does not run" };
    }
    await keepUv(system, { home, draft, version });
    return { kind: "installed" };
  }
  try {
    const pip = await proc.run(
      [interpreter.path, "-m", "pip", "--version"],
      options,
    );
    if (pip.code === 0) return await install(interpreter.path);
    const venv = await proc.run(
      [interpreter.path, "-m", "venv", borrowed],
      options,
    );
    return venv.code === 0
      ? await install(join(borrowed, "bin", "python"))
      : { kind: "refused", cause: "this Python has neither pip nor ensurepip" };
  } finally {
    await fs.remove(draft);
    await fs.remove(borrowed);
  }
}
