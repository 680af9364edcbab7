/**
 * Looks at services again and again.
 *
 * @module
 */
import { reportOf } from "../status/status_report.ts";
import type { Found } from "../status/service_status.ts";
import { serviceFacts } from "./service_facts.ts";
import type { LiveService } from "./live_table.ts";
import type { System } from "../../system/mod.ts";

/** Milliseconds between two looks. */
const INTERVAL_MS = 1000;

/** How services are watched. */
export interface WatchOptions {
  /** Finds the services. */
  readonly look: () => Promise<readonly Found[]>;
  /** Takes what was found; returns false to end. */
  readonly show: (services: readonly LiveService[]) => boolean;
  /** Ends the watching with its reason. */
  readonly signal: AbortSignal;
}

/** Watches services until no one wants to see them any more. */
export async function watchServices(
  system: Pick<System, "fs" | "proc" | "clock">,
  { look, show, signal }: WatchOptions,
): Promise<void> {
  const { clock } = system;
  let before = new Map<string, number>();
  let last = clock.elapsed();
  while (true) {
    const found = await look();
    // The machine may have slept: a second is not always one.
    const now = clock.elapsed();
    const services: LiveService[] = [];
    for (const service of found) {
      const facts = await serviceFacts(system, service);
      const used = before.get(keyOf(service));
      const cpu = used === undefined || now <= last
        ? null
        : Math.max(0, facts.cpuMs - used) / (now - last) * 100;
      services.push({ ...reportOf(service, { why: true }), ...facts, cpu });
    }
    before = new Map(
      found.map((service, at) => [keyOf(service), services[at]?.cpuMs ?? 0]),
    );
    last = now;
    if (!show(services)) return;
    await clock.sleep(INTERVAL_MS, signal);
  }
}

/** A service that was started again begins anew. */
function keyOf({ name, claim }: Found): string {
  return `${name} ${claim?.run}`;
}
