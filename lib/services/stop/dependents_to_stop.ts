/**
 * Services that are stopped because they depend on others.
 *
 * @module
 */
import { type Ordered, withDependents } from "../order/service_order.ts";
import type { Reporter } from "../../core/reporter.ts";

/** A service as found: its processes, and what it was started after. */
interface Running extends Ordered {
  readonly members: readonly unknown[];
}

/** Those that run and depend on the named ones; each is reported. */
export function dependentsToStop<T extends Running>(
  found: readonly T[],
  names: readonly string[],
  { report }: { readonly report: Reporter },
): T[] {
  const living = found.filter(({ members }) => members.length > 0);
  const added = withDependents(living, names)
    .filter(({ name }) => !names.includes(name));
  const stopped = [...names, ...added.map(({ name }) => name)];
  for (const { name, dependsOn = [] } of added) {
    const needed = dependsOn.filter((other) => stopped.includes(other));
    report.note(`Also stopping ${name}: it depends on ${needed.join(", ")}`);
  }
  return added;
}
