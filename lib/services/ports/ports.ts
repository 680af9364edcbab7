/**
 * Which port a service gets.
 *
 * @module
 */
import { UserError } from "../../core/errors.ts";
import type { System } from "../../system/mod.ts";

/** Ports that are tried after the preferred one. */
const TRIES = 100;

/**
 * What is known of a port: `reserved` is one of a service that may not listen
 * yet.
 */
export type PortState = "free" | "busy" | "reserved";

/** How a port is chosen. */
export interface PortOptions {
  /** Fail when the preferred port is busy. @default {false} */
  readonly strict?: boolean;
  /** Ports of services that live, whether or not they listen yet. */
  readonly given?: ReadonlySet<number>;
  /** Ports that other services prefer: not taken as the next free one. */
  readonly preferredByOthers?: ReadonlySet<number>;
  /** Looks at a port, and reserves a free one. @default {looks only} */
  readonly take?: (port: number) => Promise<PortState>;
}

/**
 * The preferred port, or the next one on which nothing listens on IPv4 or IPv6.
 *
 * @throws {UserError} when it is busy and `strict`, naming who has it; or when
 *   no port is free
 */
export async function choosePort(
  { net }: Pick<System, "net">,
  { service, preferred }: {
    readonly service: string;
    readonly preferred: number;
  },
  {
    strict = false,
    given = new Set(),
    preferredByOthers = new Set(),
    take = (port) => Promise.resolve(net.isFree(port) ? "free" : "busy"),
  }: PortOptions = {},
): Promise<number> {
  // A probe would get in the way of a service that is about to listen.
  const look = (port: number): Promise<PortState> =>
    given.has(port) ? Promise.resolve("reserved") : take(port);
  const state = await look(preferred);
  if (state === "free") return preferred;
  if (strict) {
    throw new UserError(
      `Cannot start ${service}: port ${preferred} is taken by ${await describeOwner(
        { net },
        preferred,
        state,
      )}`,
      {
        hint:
          `Stop that program, choose another port with --port ${service}=N, or leave out --strict-ports to use the next free one.`,
      },
    );
  }
  const last = Math.min(preferred + TRIES, 65535);
  for (let port = preferred + 1; port <= last; port++) {
    if (preferredByOthers.has(port)) continue;
    if (await look(port) === "free") return port;
  }
  throw new UserError(
    `Cannot start ${service}: ports ${preferred} to ${last} are all taken`,
    { hint: `Choose another port: --port ${service}=N.` },
  );
}

/** Who has a port, for people. */
async function describeOwner(
  { net }: Pick<System, "net">,
  port: number,
  state: PortState,
): Promise<string> {
  const owner = await net.owner(port);
  if (owner !== undefined) return `process ${owner.pid} (${owner.command})`;
  return state === "reserved"
    ? "a service that is starting"
    : "a program of another user";
}
