/**
 * What holds between the services of a workspace.
 *
 * @module
 */
import { type FilledService, wrongPlaceholders } from "../placeholder_rules.ts";

/** Of a service what others may conflict with. */
export interface RuledService extends FilledService {
  readonly dependsOn: readonly string[];
}

/** A sentence for each rule that is broken, with the field that breaks it. */
export function brokenRules(
  services: readonly RuledService[],
  env: Readonly<Record<string, string>>,
): string[] {
  const unknown = unknownDependencies(services);
  return [
    ...sharedPorts(services),
    ...wrongPlaceholders(services, env),
    ...unknown,
    ...(unknown.length === 0 ? cycles(services) : []),
    ...providedTwice(services),
  ];
}

function sharedPorts(services: readonly RuledService[]): string[] {
  const owners = new Map<number, string>();
  return services.flatMap(({ name, port }) => {
    if (port === undefined) return [];
    const other = owners.get(port);
    owners.set(port, other ?? name);
    return other === undefined ? [] : [
      `services.${name}.port: must differ from services.${other}.port, but both are ${port}`,
    ];
  });
}

function unknownDependencies(services: readonly RuledService[]): string[] {
  const names = services.map(({ name }) => name);
  return services.flatMap(({ name, dependsOn }) => {
    const unknown = dependsOn.filter((other) => !names.includes(other));
    if (unknown.length === 0) return [];
    const others = names.filter((other) => other !== name);
    return [
      `services.${name}.dependsOn: must name services of this workspace (${
        others.join(", ") || "there are no others"
      }), but names ${unknown.map((other) => `"${other}"`).join(", ")}`,
    ];
  });
}

/** The first cycle from each service that is on one, each cycle once. */
function cycles(services: readonly RuledService[]): string[] {
  const needed = new Map(
    services.map(({ name, dependsOn }) => [name, dependsOn]),
  );
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (name: string, path: readonly string[]): void => {
    const start = path.indexOf(name);
    if (start >= 0) {
      const cycle = [...path.slice(start), name].join(" → ");
      found.push(
        `services.${name}.dependsOn: must not lead back to itself, but does: ${cycle}`,
      );
      return;
    }
    if (done.has(name)) return;
    for (const other of needed.get(name) ?? []) visit(other, [...path, name]);
    done.add(name);
  };
  for (const { name } of services) visit(name, []);
  return found;
}

function providedTwice(services: readonly RuledService[]): string[] {
  const byName = new Map(services.map((service) => [service.name, service]));
  return services.flatMap(({ name, dependsOn, env }) => {
    const givers = new Map<string, string>();
    return [...new Set(dependsOn)].flatMap((other) =>
      Object.keys(byName.get(other)?.provides ?? {}).flatMap((variable) => {
        const first = givers.get(variable);
        givers.set(variable, first ?? other);
        if (first === undefined || variable in env) return [];
        return [
          `services.${name}.dependsOn: must not be given ${variable} twice, but ${first} and ${other} both provide it; set it in services.${name}.env to choose`,
        ];
      })
    );
  });
}
