/**
 * YAML files that anyone may have written.
 *
 * @module
 */
import { parse } from "yaml";
import { tableOf } from "./declared.ts";

/** Aliases that are followed, so that a small file cannot become a large one. */
const MOST_ALIASES = 100;

/** The file as a table; `undefined` for what is not valid YAML. */
export function parseYamlTable(
  text: string,
): Readonly<Record<string, unknown>> | undefined {
  try {
    const options = {
      maxAliasCount: MOST_ALIASES,
      merge: true,
      logLevel: "silent",
    } as const;
    return tableOf(parse(text, options));
  } catch {
    return undefined;
  }
}
