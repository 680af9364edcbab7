/**
 * Variables that services give to those that depend on them.
 *
 * @module
 */

import { fillPlaceholders } from "../placeholder.ts";

/** Of a service what has to do with them. */
export interface ProvidingService {
  readonly name: string;
  readonly dependsOn: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly provides: Readonly<Record<string, string>>;
}

/** The services with what they are given; their own variables win. */
export function withProvided<T extends ProvidingService>(
  services: readonly T[],
): (T & { readonly env: Record<string, string> })[] {
  const byName = new Map(services.map((service) => [service.name, service]));
  return services.map((service) => ({
    ...service,
    env: Object.assign(
      {},
      ...service.dependsOn.map((name) => providedBy(byName.get(name))),
      service.env,
    ),
  }));
}

/** What a service provides, in the words of another one. */
function providedBy(
  service: ProvidingService | undefined,
): Record<string, string> {
  if (service === undefined) return {};
  const { name, provides } = service;
  return Object.fromEntries(
    Object.entries(provides).map(([variable, text]) => [
      variable,
      fillPlaceholders(
        text,
        (own) => own.name === undefined ? `{${own.kind}:${name}}` : undefined,
      ),
    ]),
  );
}
