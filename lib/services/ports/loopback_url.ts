/**
 * Where a service may answer on this machine.
 *
 * @module
 */

/** Loopback hosts in the order in which they are asked. */
export const LOOPBACK_HOSTS = ["127.0.0.1", "[::1]"] as const;

/** One of {@linkcode LOOPBACK_HOSTS}. */
export type LoopbackHost = typeof LOOPBACK_HOSTS[number];

/** The same address on the host that answered. */
export function atHost(url: string, host: LoopbackHost): string {
  const address = URL.parse(url);
  if (address === null || address.hostname === host) return url;
  address.hostname = host;
  return address.href;
}
