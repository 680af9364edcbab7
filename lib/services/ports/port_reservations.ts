/**
 * Ports that are reserved until the services that get them listen.
 *
 * Between choosing a port and listening on it, a start in another workspace
 * would choose the same one. A lock that the kernel frees with its holder keeps
 * every other start of this user away.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { PortState } from "./ports.ts";
import { makePrivateDir } from "../../core/files/private_dir.ts";
import type { FileLock, System } from "../../system/mod.ts";

/** Not below `TMPDIR`, which differs between the sessions of one user. */
const SHARED = "/tmp";

/** The ports that one start has reserved, by service. */
export interface PortReservations extends AsyncDisposable {
  /** Reserves the port if it is free. */
  take(service: string, port: number): Promise<PortState>;
  /** Ends the reservation of a service: it listens, or it is gone. */
  release(service: string): Promise<void>;
}

interface Reservation {
  readonly path: string;
  readonly lock: FileLock;
}

/** Begins without any reservation. */
export function portReservations(
  system: Pick<System, "fs" | "net" | "env">,
): PortReservations {
  const { fs, net, env } = system;
  const dir = join(SHARED, `hearth-ports-${env.user}`);
  const held = new Map<string, Reservation>();

  const end = async ({ path, lock }: Reservation): Promise<void> => {
    // An empty file that cannot be removed is no reason to fail a start.
    await fs.remove(path).catch(() => undefined);
    lock.release();
  };
  const release = async (service: string): Promise<void> => {
    const reservation = held.get(service);
    held.delete(service);
    if (reservation !== undefined) await end(reservation);
  };
  return {
    async take(service, port) {
      const path = join(dir, `${port}`);
      const lock = await lockOrNone(system, dir, path);
      if (lock === undefined) return "reserved";
      if (!net.isFree(port)) {
        if (lock !== "none") await end({ path, lock });
        return "busy";
      }
      await release(service);
      if (lock !== "none") held.set(service, { path, lock });
      return "free";
    },
    release,
    async [Symbol.asyncDispose]() {
      await Promise.all([...held.keys()].map(release));
    },
  };
}

/**
 * The lock, `undefined` when another start has it, or `"none"` where none can
 * be made: then looking at the port has to do.
 */
async function lockOrNone(
  { fs }: Pick<System, "fs">,
  dir: string,
  path: string,
): Promise<FileLock | "none" | undefined> {
  try {
    if (!await makePrivateDir({ fs }, dir)) return "none";
    return await fs.tryLock(path);
  } catch {
    return "none"; // full, read-only, or a file of that name
  }
}
