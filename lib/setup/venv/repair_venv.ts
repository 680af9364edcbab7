/**
 * Putting back what was taken out of a venv by hand.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import { lockTexts } from "../environment_inputs.ts";
import { installSources } from "./install/install_sources.ts";
import type { Context } from "../../core/context.ts";
import type { RenewedLocks } from "../lock/renew_locks.ts";
import { lockPins } from "../lock/requirements_lock.ts";
import type { Toolchain } from "../toolchain.ts";
import { runUv } from "../uv/uv.ts";
import { syncLock } from "./install/sync_lock.ts";
import type { VenvStamp } from "./venv_stamp.ts";

/** What to put back. */
export interface Repair {
  readonly vanished: readonly string[];
  readonly locks: RenewedLocks;
  readonly tools: Toolchain;
}

/**
 * Installs the locked versions of distributions that vanished, and nothing
 * else, so that what the user installed stays.
 *
 * @throws {UserError} with uv's own reason
 */
export async function repairVenv(
  context: Context<"env" | "fs" | "proc">,
  { stamp: { venv, interpreter }, repair: { vanished, locks, tools } }: {
    readonly stamp: Pick<VenvStamp, "venv" | "interpreter">;
    readonly repair: Repair;
  },
  { signal }: { readonly signal?: AbortSignal | undefined },
): Promise<void> {
  const { system, paths } = context;
  const uv = await tools.needUv("restore packages");
  const { source } = locks.inputs;
  if (source.kind === "uv" || source.kind === "pylock") {
    const run = { purpose: "restore packages", cwd: paths.root, signal };
    await syncLock(system, {
      uv,
      sync: {
        venv,
        interpreter,
        source,
        run,
        inputs: locks.inputs,
        isRepair: true,
      },
    });
    return;
  }
  await using sources = await installSources(context, locks);
  const pins = lockTexts(locks.inputs).flatMap(lockPins)
    .filter(({ name }) => vanished.includes(name));
  const { isHashed, unhashed, options, trustedHosts } = sources;
  const install = (...args: string[]): Promise<void> =>
    runUv(system, {
      uv,
      args: [
        "pip",
        "install",
        "--no-deps",
        "--python",
        join(venv, "bin", "python"),
        ...trustedHosts.flatMap((host) => ["--allow-insecure-host", host]),
        ...(options ? ["-r", options] : []),
        ...args,
      ],
    }, { purpose: "restore packages", cwd: paths.root, signal });
  const list = join(paths.state, "requirements.repair.draft");
  await system.fs.writeText(list, pins.map(({ text }) => `${text}\n`).join(""));
  try {
    if (pins.length > 0) {
      await install(...(isHashed ? ["--require-hashes"] : []), "-r", list);
    }
  } finally {
    await system.fs.remove(list);
  }
  const pinned = new Set(pins.map(({ name }) => name));
  // Their names are known to their own declarations alone.
  const isLocal = vanished.some((name) => !pinned.has(name));
  if (unhashed && isLocal) await install("-r", unhashed);
}
