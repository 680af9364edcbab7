/**
 * The network for a confined shell: it can reach what the machine can, and
 * no one can reach it, so that its ports are its own.
 *
 * @module
 */
import type { System } from "../../system/mod.ts";

/** Lends the network to a process; the result takes it away again. */
export type BringNetwork = (pid: number) => () => Promise<void>;

/** Finds what brings the network; `undefined` when all has to be offline. */
export async function findUserNetwork(
  { proc }: Pick<System, "proc">,
): Promise<BringNetwork | undefined> {
  if (!await proc.has("slirp4netns")) return undefined;
  return (pid) => {
    const helper = proc.converse([
      // It must not outlive Hearth, whatever ends that.
      "setpriv",
      "--pdeathsig",
      "KILL",
      "slirp4netns",
      // The machine's own loopback stays out of reach.
      "--configure",
      "--mtu=65520",
      "--disable-host-loopback",
      `${pid}`,
      "tap0",
    ]);
    return async () => {
      proc.signal(helper.pid, "SIGKILL");
      await helper[Symbol.asyncDispose]();
    };
  };
}
