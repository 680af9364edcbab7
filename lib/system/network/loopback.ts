/**
 * Hosts that are this machine.
 *
 * @module
 */

/** Whether a URL's host is on loopback; IPv6 comes in brackets. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
