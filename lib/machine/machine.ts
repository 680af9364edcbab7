/**
 * What kind of machine this is.
 *
 * @module
 */
import { platformOf } from "./platform.ts";
import type { System } from "../system/mod.ts";

/**
 * Whether Linux runs inside Windows. WSL's kernels say so; a container in WSL
 * has the kernel but not the way to Windows' programs, which is what counts.
 */
export async function isWsl(
  { env, fs }: Pick<System, "env" | "fs">,
): Promise<boolean> {
  if (env.os !== "linux") return false;
  if (env.get("WSL_DISTRO_NAME")) return true;
  const release = await fs.readText("/proc/sys/kernel/osrelease") ?? "";
  return /microsoft/i.test(release) &&
    await fs.stat("/proc/sys/fs/binfmt_misc/WSLInterop") !== undefined;
}

/** One line for people. */
export async function describeMachine(
  system: Pick<System, "env" | "fs">,
): Promise<string> {
  const wsl = await isWsl(system);
  return `${platformOf(system)}${wsl ? ", Windows Subsystem for Linux" : ""}`;
}
