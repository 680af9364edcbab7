/**
 * Who listens on a port, read from Linux's `/proc`.
 *
 * @module
 */
import { linuxPids } from "./linux_processes.ts";

/** The state "listening" in `/proc/net/tcp`, as proc_pid_net(5) numbers it. */
const LISTENING = "0A";

/**
 * Inodes of the sockets that listen on a port.
 *
 * @param table Text of `/proc/net/tcp` or `/proc/net/tcp6`
 */
export function listeningInodes(table: string, port: number): string[] {
  const suffix = ":" + port.toString(16).toUpperCase().padStart(4, "0");
  return table.split("\n").slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[1]?.endsWith(suffix) && fields[3] === LISTENING)
    .map((fields) => fields[9] ?? "");
}

/**
 * The process that listens on a port; `undefined` when it cannot be seen.
 *
 * @param likely Processes to look at first, because looking at all is slow
 */
export function linuxPortOwner(
  port: number,
  likely: readonly number[],
): number | undefined {
  const sockets = new Set(
    ["/proc/net/tcp", "/proc/net/tcp6"]
      .flatMap((path) => listeningInodes(readOrEmpty(path), port))
      .map((inode) => `socket:[${inode}]`),
  );
  if (sockets.size === 0) return undefined;
  const holds = (pid: number): boolean => holdsAny(pid, sockets);
  return likely.find(holds) ?? linuxPids().find(holds);
}

function holdsAny(pid: number, sockets: ReadonlySet<string>): boolean {
  try {
    for (const { name } of Deno.readDirSync(`/proc/${pid}/fd`)) {
      if (sockets.has(linkOrEmpty(`/proc/${pid}/fd/${name}`))) return true;
    }
  } catch {
    // gone, or another user's
  }
  return false;
}

function linkOrEmpty(path: string): string {
  try {
    return Deno.readLinkSync(path);
  } catch {
    return "";
  }
}

function readOrEmpty(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return ""; // no IPv6
  }
}
