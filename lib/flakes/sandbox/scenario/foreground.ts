/**
 * Which program keeps a terminal, for people who wait for a prompt.
 *
 * @module
 */
import type { System } from "../../../system/mod.ts";

/**
 * What the youngest process in the terminal's foreground is and does, from
 * fields 8 and 3 of `/proc/PID/stat`.
 */
export async function foregroundOf(
  { fs, proc }: Pick<System, "fs" | "proc">,
): Promise<string> {
  const found: { pid: number; command: string; reads: boolean }[] = [];
  for (const { pid, group, zombie } of await proc.list()) {
    const stat = await fs.readText(`/proc/${pid}/stat`).catch(() => undefined);
    const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ") ?? [];
    if (zombie || Number(fields[5]) !== group) continue;
    found.push({
      pid,
      command: await proc.commandLine(pid) ?? "",
      reads: await readsTerminal(fs, pid),
    });
  }
  const reader = found.find(({ reads }) => reads);
  if (reader !== undefined) {
    return `"${reader.command}" waits for input`;
  }
  const youngest = found.sort((a, b) => b.pid - a.pid)[0];
  return youngest === undefined
    ? "nothing is running in the foreground"
    : `"${youngest.command}" is running in the foreground`;
}

/** Whether it sleeps in the kernel's reading of a terminal's line. */
async function readsTerminal(
  fs: Pick<System["fs"], "readText" | "readLink">,
  pid: number,
): Promise<boolean> {
  try {
    const syscall = await fs.readText(`/proc/${pid}/syscall`);
    const [number, descriptor] = syscall?.split(" ") ?? [];
    // read(2) is 0 on x86_64 and 63 on aarch64.
    if (number !== "0" && number !== "63") return false;
    const link = `/proc/${pid}/fd/${Number(descriptor)}`;
    return (await fs.readLink(link))?.startsWith("/dev/pts/") === true ||
      await fs.readLink(link) === "/dev/tty";
  } catch {
    // It ended meanwhile, or the kernel keeps that from us.
    return false;
  }
}
