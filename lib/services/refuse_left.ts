/**
 * What a stop could not end.
 *
 * @module
 */
import { UserError } from "../errors.ts";
import type { Stopped } from "./stop_services.ts";

/**
 * Throws when a service could not be ended.
 *
 * @throws {UserError} naming the services and their processes
 */
export function refuseLeft(stopped: readonly Stopped[]): void {
  const left = stopped.filter(({ outcome }) => outcome === "left");
  if (left.length === 0) return;
  const names = left.map(({ name }) => name).join(", ");
  const pids = left.flatMap((service) => service.left).join(" ");
  throw new UserError(
    `Cannot end ${names}: processes ${pids} survive SIGKILL`,
    { hint: 'See what they wait for: "ps -o pid,stat,wchan:30,args -p PID".' },
  );
}
