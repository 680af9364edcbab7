/**
 * Ports for tests.
 *
 * @module
 */
import { denoSystem } from "../../lib/system/deno.ts";

/** Below what kernels hand out for outgoing connections. */
const RANGE = { from: 20_000, count: 12_000 };

/** A random port on which nothing listens, on IPv4 and on IPv6. */
export function freePort(): number {
  const { net } = denoSystem();
  while (true) {
    const port = RANGE.from + Math.floor(Math.random() * RANGE.count);
    if (net.isFree(port)) return port;
  }
}
