/**
 * What `{port}`, `{data}`, `{password}` and `{kit}` stand for.
 *
 * @module
 */
import { dataDir, makeDataDir, servicePassword } from "../data/service_data.ts";
import { fillPorts } from "../ports/fill_ports.ts";
import type { Paths } from "../../core/files/paths.ts";
import type { System } from "../../system/mod.ts";

const DATA = /\{data(?::([^{}]*))?\}/g;
const PASSWORD = /\{password(?::([^{}]*))?\}/g;

/** Whose placeholders they are, and which ports there are. */
export interface PlaceholderOptions {
  readonly service: string;
  /** By service. */
  readonly ports: ReadonlyMap<string, number>;
  /** Every text that will be filled in. */
  readonly texts: readonly string[];
}

/**
 * Gives the function that fills in texts, once the service's directory and the
 * passwords that they ask for are there.
 */
export async function placeholders(
  system: Pick<System, "fs">,
  paths: Paths,
  { service, ports, texts }: PlaceholderOptions,
): Promise<(text: string) => string> {
  const asked = (pattern: RegExp): Set<string> =>
    new Set(
      texts.flatMap((text) =>
        [...text.matchAll(pattern)].map(([, name]) => name ?? service)
      ),
    );
  if (asked(DATA).has(service)) await makeDataDir(system, paths, service);
  const passwords = new Map<string, string>();
  for (const name of asked(PASSWORD)) {
    passwords.set(name, await servicePassword(system, paths, name));
  }
  return (text) =>
    fillPorts(text, service, ports)
      .replaceAll("{kit}", () => paths.kit)
      .replace(DATA, (_, name) => dataDir(paths, name ?? service))
      .replace(PASSWORD, (all, name) => passwords.get(name ?? service) ?? all);
}
