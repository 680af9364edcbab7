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
  /** Services that it starts after, links to, or has in its environment. */
  readonly needs: readonly string[];
  /** Profiles that it starts with; without one it always does. */
  readonly profiles: readonly string[];
}

/** What each service is; none for a file that is not valid. */
export function readCompose(text: string): ComposeService[] {
  const services = tableOf(parseYamlTable(text)?.services);
  const names = Object.keys(services);
  return Object.entries(services).map(([name, value]) => {
    const service = tableOf(value);
    const { depends_on: dependsOn, links, command, environment } = service;
    const values = [
      ...textsOf(environment).map((text) => text.replace(/^\w+=/, "")),
      ...Object.values(tableOf(environment)).map(String),
    ];
    const needs = [
      ...textsOf(dependsOn),
      ...Object.keys(tableOf(dependsOn)),
      ...textsOf(links).map((link) => link.replace(/:.*$/, "")),
      ...names.filter((other) => values.some((text) => isHost(text, other))),
    ];
    return {
      name,
      image: textOf(service.image),
      isBuilt: service.build !== undefined,
      command: Array.isArray(command)
        ? textsOf(command).join(" ")
        : textOf(command),
      needs: [...new Set(needs)],
      profiles: textsOf(service.profiles),
    };
  });
}

/** Whether a value is the name of a host, or an address with it. */
function isHost(value: string, name: string): boolean {
  const known = RegExp.escape(name);
  return new RegExp(`^${known}(?::\\d+)?$|(?://|@)${known}(?=[:/,]|$)`)
    .test(value);
}

/**
 * Services that the repository's own program does not start without: all of
 * them where the file does not say which it needs.
 *
 * @param enabled profiles that the repository's `.env` files turn on
 */
export function neededServices(
  services: readonly ComposeService[],
  enabled: readonly string[] = [],
): Set<string> {
  const started = services.filter(({ profiles }) =>
    profiles.length === 0 || profiles.some((name) => enabled.includes(name))
  );
  const own = started.filter(({ isBuilt }) => isBuilt);
  const isSaid = own.some(({ needs }) =>
    needs.some((name) => services.some((other) => other.name === name))
  );
  const rest = (isSaid ? own : started).map(({ name }) => name);
  const needed = new Set<string>();
  for (let name = rest.pop(); name !== undefined; name = rest.pop()) {
    const service = started.find((one) => one.name === name);
    if (service === undefined || needed.has(name)) continue;
    needed.add(name);
    rest.push(...service.needs);
  }
  return needed;
}

/** Databases that a preset runs, by the last part of an image's name. */
const PRESETS: readonly (readonly [RegExp, "postgres" | "redis"])[] = [
  [
    /^(?:postgres|postgresql|postgis|timescaledb(?:-ha)?|pgvector|pgautoupgrade)$/,
    "postgres",
  ],
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
