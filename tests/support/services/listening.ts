/**
 * Where processes listen, as the kernel says.
 *
 * @module
 */

/** A socket that takes connections. */
export interface Listener {
  /** As the kernel writes it: `0100007F` is 127.0.0.1. */
  readonly address: string;
  readonly port: number;
}

/** The state of a listening socket in `/proc/net/tcp`. */
const LISTEN = "0A";
/** 127.0.0.0/8, and ::1 plain and with an IPv4 address in it. */
const LOOPBACK = /^([0-9A-F]{6}7F|0{24}01000000|0{16}FFFF0000[0-9A-F]{6}7F)$/;

/** Whether only programs of this machine reach it. */
export function isLoopback({ address }: Listener): boolean {
  return LOOPBACK.test(address);
}

/** The TCP sockets on which processes listen, on Linux. */
export async function listenersOf(
  pids: readonly number[],
): Promise<Listener[]> {
  const inodes = new Set((await Promise.all(pids.map(socketsOf))).flat());
  const tables = await Promise.all(
    ["tcp", "tcp6"].map((name) => Deno.readTextFile(`/proc/net/${name}`)),
  );
  return tables.flatMap((table) => table.trim().split("\n").slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode = ""]) =>
      state === LISTEN && inodes.has(inode)
    )
    .map(([, local = ""]) => {
      const [address = "", port = ""] = local.split(":");
      return { address, port: Number.parseInt(port, 16) };
    });
}

/** Inodes of a process's sockets; none when it has ended. */
async function socketsOf(pid: number): Promise<string[]> {
  const dir = `/proc/${pid}/fd`;
  try {
    const files = await Array.fromAsync(Deno.readDir(dir));
    const targets = await Promise.all(
      files.map(({ name }) => Deno.readLink(`${dir}/${name}`).catch(() => "")),
    );
    return targets.flatMap((target) =>
      /^socket:\[(\d+)\]$/.exec(target)?.slice(1) ?? []
    );
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}
