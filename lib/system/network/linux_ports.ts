/**
 * Who listens on a port, read from Linux's `/proc`.
 *
 * @module
 */
import { linuxPids } from "../processes/linux_processes.ts";
import type { OwnerOptions } from "../mod.ts";

/** The state "listening" in `/proc/net/tcp`, as proc_pid_net(5) numbers it. */
const LISTENING = "0A";

/** IPv6's wildcard, which takes connections over IPv4 too. */
const WILDCARD = "0".repeat(32);

/** One socket that listens. */
export interface ListeningSocket {
  /** In the kernel's own notation. */
  readonly address: string;
  readonly inode: string;
}

/**
 * The sockets that listen on a port.
 *
 * @param table Text of `/proc/net/tcp` or `/proc/net/tcp6`
 */
export function listeningSockets(
  table: string,
  port: number,
): ListeningSocket[] {
  const suffix = ":" + port.toString(16).toUpperCase().padStart(4, "0");
  return table.split("\n").slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[1]?.endsWith(suffix) && fields[3] === LISTENING)
    .map(([, local = "", , , , , , , , inode = ""]) => ({
      address: local.slice(0, -suffix.length),
      inode,
    }));
}

/**
 * The process that listens on a port; `undefined` when it cannot be seen.
 * Looking at all processes is slow, so the likely ones come first.
 */
export function linuxPortOwner(
  port: number,
  { likely = [], host }: OwnerOptions = {},
): number | undefined {
  const socketsIn = (path: string): ListeningSocket[] =>
    listeningSockets(readOrEmpty(path), port);
  const four = host === "[::1]" ? [] : socketsIn("/proc/net/tcp");
  const six = socketsIn("/proc/net/tcp6").filter(({ address }) =>
    host !== "127.0.0.1" || address === WILDCARD
  );
  const sockets = new Set(
    [...four, ...six].map(({ inode }) => `socket:[${inode}]`),
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
