/**
 * Services that were given a port which another service no longer has.
 *
 * @module
 */
import { HEARTH } from "../../system/launcher.ts";
import type { Claim } from "../claims/claim.ts";

/** A service that looks for another one in the wrong place. */
export interface Misdirected {
  readonly name: string;
  readonly peer: string;
  /** The port that it was given. */
  readonly given: number;
  /** The port that the peer has. */
  readonly actual: number;
}

/**
 * Finds them among claims.
 *
 * @param living Claims of the services that run
 */
export function misdirectedServices(
  claims: readonly Claim[],
  living: readonly Claim[],
): Misdirected[] {
  const ports = new Map(living.map(({ service, port }) => [service, port]));
  return claims.flatMap(({ service: name, peerPorts = {} }) =>
    Object.entries(peerPorts).flatMap(([peer, given]) => {
      const actual = ports.get(peer) ?? given;
      return actual === given ? [] : [{ name, peer, given, actual }];
    })
  );
}

/** What to do about one, for people. */
export function describeMisdirected(
  { name, peer, given, actual }: Misdirected,
): string {
  return `${name} was started with port ${given} for ${peer}, which now has port ${actual}: run "${HEARTH} restart ${name}"`;
}
