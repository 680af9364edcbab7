/**
 * Which port a service gets.
 *
 * @module
 */
import { UserError } from "../errors.ts";
import type { System } from "../system/mod.ts";

/** Ports that are tried after the preferred one. */
const TRIES = 100;

/** How a port is chosen. */
export interface PortOptions {
  /** Fail when the preferred port is busy. @default {false} */
  readonly strict?: boolean;
  /** Ports that were given away a moment ago and are not listened on yet. */
  readonly given?: ReadonlySet<number>;
  /** Ports that other services prefer: not taken as the next free one. */
  readonly preferredByOthers?: ReadonlySet<number>;
}

/**
 * The preferred port, or the next one on which nobody listens on IPv4 or IPv6.
 *
 * @throws {UserError} when it is busy and `strict`, naming who has it; or when
 *   no port is free
 */
export async function choosePort(
  { net }: Pick<System, "net">,
  service: string,
  preferred: number,
  { strict = false, given = new Set(), preferredByOthers = new Set() }:
    PortOptions = {},
): Promise<number> {
  if (!given.has(preferred) && net.isFree(preferred)) return preferred;
  if (strict) {
    throw new UserError(
      `Cannot start ${service}: port ${preferred} is taken by ${await describeOwner(
        { net },
        preferred,
      )}`,
      {
        hint:
          `End that program, or choose another port: --port ${service}=N, or without --strict-ports the next free one.`,
      },
    );
  }
  const last = Math.min(preferred + TRIES, 65535);
  for (let port = preferred + 1; port <= last; port++) {
    if (given.has(port) || preferredByOthers.has(port)) continue;
    if (net.isFree(port)) return port;
  }
  throw new UserError(
    `Cannot start ${service}: ports ${preferred} to ${last} are all taken`,
    { hint: `Choose another one: --port ${service}=N.` },
  );
}

/** Who listens on a port, for people. */
async function describeOwner(
  { net }: Pick<System, "net">,
  port: number,
): Promise<string> {
  const owner = await net.owner(port);
  return owner === undefined
    ? "a program of another user"
    : `process ${owner.pid} (${owner.command})`;
}
