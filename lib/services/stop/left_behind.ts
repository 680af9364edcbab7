/**
 * What a stop left behind: processes, and ports that others hold.
 *
 * @module
 */
import { UserError } from "../../core/errors.ts";
import { HEARTH } from "../../system/launcher.ts";
import type { Stopped } from "./stop_services.ts";

/**
 * Throws when a service could not be ended.
 *
 * @throws {UserError} naming the services and their processes
 */
export function refuseLeft(stopped: readonly Stopped[]): void {
  const left = stopped.filter(({ outcome }) => outcome === "left");
  if (left.length === 0) return;
  const lines = left.flatMap(({ name, left }) =>
    [true, false].flatMap((isForeign) => {
      const alike = left.filter((process) => process.isForeign === isForeign);
      if (alike.length === 0) return [];
      const [which, verb] = alike.length === 1
        ? ["process", "belongs"]
        : ["processes", "belong"];
      const list = alike.map(({ pid, command }) => `${pid} (${command})`);
      const why = isForeign ? `${verb} to another user` : "survived SIGKILL";
      return `Cannot stop ${name}: ${which} ${list.join(", ")} ${why}`;
    })
  );
  const foreign = left.flatMap((service) => service.left)
    .filter(({ isForeign }) => isForeign).map(({ pid }) => pid);
  throw new UserError(lines.join("\n"), {
    hint: foreign.length > 0
      ? `End what belongs to another user as that user or as root: sudo kill ${
        foreign.join(" ")
      }. Then run: ${HEARTH} stop`
      : 'See what they are waiting for: "ps -o pid,stat,wchan:30,args -p PID".',
  });
}

/** A line for each port that another process holds. */
export function heldPorts(stopped: readonly Stopped[]): string[] {
  return stopped.flatMap(({ name, held }) =>
    held === null ? [] : [
      `Port ${held.port} of ${name} is still held by process ${held.pid} (${held.command})`,
    ]
  );
}

/**
 * Throws when the port of a service is still listened on by a process that
 * cannot be proven to be of the service.
 *
 * @throws {UserError} naming the ports and the processes
 */
export function refuseHeld(stopped: readonly Stopped[]): void {
  const lines = heldPorts(stopped);
  if (lines.length === 0) return;
  const pids = stopped.flatMap(({ held }) => held === null ? [] : [held.pid]);
  throw new UserError(lines.join("\n"), {
    hint: `Hearth may not have started ${
      pids.length === 1 ? "it" : "them"
    }. If you do not need ${pids.length === 1 ? "it" : "them"}, run: kill ${
      pids.join(" ")
    }`,
  });
}
