/**
 * Which services come along with others.
 *
 * @module
 */

/** A service and those that must be ready before it. */
export interface Ordered {
  readonly name: string;
  readonly dependsOn?: readonly string[] | undefined;
}

/** The services of those names and all that they need, in the given order. */
export function withNeeded<T extends Ordered>(
  services: readonly T[],
  names: readonly string[],
): T[] {
  const wanted = new Set(names);
  // A set that grows is walked to its end.
  for (const name of wanted) {
    const service = services.find((other) => other.name === name);
    service?.dependsOn?.forEach((other) => wanted.add(other));
  }
  return services.filter(({ name }) => wanted.has(name));
}

/** The services of those names and all that need them, in the given order. */
export function withDependents<T extends Ordered>(
  services: readonly T[],
  names: readonly string[],
): T[] {
  const wanted = new Set(names);
  for (const name of wanted) {
    for (const other of services) {
      if (other.dependsOn?.includes(name)) wanted.add(other.name);
    }
  }
  return services.filter(({ name }) => wanted.has(name));
}

/** The services that need this one directly. */
export function dependentsOf(
  services: readonly Ordered[],
  name: string,
): string[] {
  return services.filter(({ dependsOn = [] }) => dependsOn.includes(name))
    .map((service) => service.name);
}
