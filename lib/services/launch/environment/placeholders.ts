/**
 * What `{port}`, `{data}`, `{password}` and `{kit}` stand for.
 *
 * @module
 */
import {
  dataDir,
  makeDataDir,
  servicePassword,
} from "../../data/service_data.ts";
import type { Context } from "../../../core/context.ts";
import type { Paths } from "../../../core/files/paths.ts";
import {
  fillPlaceholders,
  type Placeholder,
  placeholdersIn,
} from "../../../workspace/placeholder.ts";

/** Hearth's own directory, for presets. */
const KIT = /(?<!\$)\{kit\}/g;

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
  context: Context<"fs">,
  { service, ports, texts }: PlaceholderOptions,
): Promise<(text: string) => string> {
  const asked = (kind: Placeholder["kind"]): Set<string> =>
    new Set(
      texts.flatMap(placeholdersIn).filter((one) => one.kind === kind)
        .map(({ name }) => name ?? service),
    );
  if (asked("data").has(service)) await makeDataDir(context, service);
  const passwords = new Map<string, string>();
  for (const name of asked("password")) {
    passwords.set(name, await servicePassword(context, name));
  }
  return (text) => fillIn(context.paths, text, { service, ports, passwords });
}

/** Fills in a text, as far as the values are known. */
export function fillIn(
  paths: Paths,
  text: string,
  { service, ports, passwords = new Map() }: {
    readonly service: string;
    readonly ports: ReadonlyMap<string, number>;
    readonly passwords?: ReadonlyMap<string, string>;
  },
): string {
  return fillPlaceholders(
    text.replace(KIT, () => paths.kit),
    ({ kind, name = service }) => {
      if (kind === "data") return dataDir(paths, name);
      if (kind === "password") return passwords.get(name);
      return ports.get(name)?.toString();
    },
  );
}
