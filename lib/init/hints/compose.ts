/**
 * Services of a compose file.
 *
 * @module
 */
import { tableOf, textOf, textsOf } from "../dependencies/declared.ts";
import { parseYamlTable } from "../dependencies/yaml_table.ts";

/** A service of a compose file, as far as it matters outside of containers. */
export interface ComposeService {
  readonly name: string;
  readonly image: string | undefined;
  /** Whether it is built from the repository. */
  readonly isBuilt: boolean;
  readonly command: string | undefined;
  /** Services that it starts after or links to. */
  readonly needs: readonly string[];
  /** Whether it starts by its profile only. */
  readonly isOptional: boolean;
}

/** What each service is; none for a file that is not valid. */
export function readCompose(text: string): ComposeService[] {
  const services = tableOf(parseYamlTable(text)?.services);
  return Object.entries(services).map(([name, value]) => {
    const service = tableOf(value);
    const { depends_on: dependsOn, links, command } = service;
    const needs = [
      ...textsOf(dependsOn),
      ...Object.keys(tableOf(dependsOn)),
      ...textsOf(links).map((link) => link.replace(/:.*$/, "")),
    ];
    return {
      name,
      image: textOf(service.image),
      isBuilt: service.build !== undefined,
      command: Array.isArray(command)
        ? textsOf(command).join(" ")
        : textOf(command),
      needs: [...new Set(needs)],
      isOptional: textsOf(service.profiles).length > 0,
    };
  });
}

/** Databases that a preset runs, by the last part of an image's name. */
const PRESETS: readonly (readonly [RegExp, "postgres" | "redis"])[] = [
  [/^(?:postgres|postgresql|postgis|timescaledb|pgvector)$/, "postgres"],
  [/^(?:redis|valkey|redis-stack|redis-stack-server)$/, "redis"],
];

/** The preset that runs what an image holds. */
export function presetOfImage(
  image: string,
): "postgres" | "redis" | undefined {
  const name = image.replace(/@.*$/, "").replace(/:[^/]*$/, "")
    .replace(/^.*\//, "");
  return PRESETS.find(([pattern]) => pattern.test(name))?.[1];
}
