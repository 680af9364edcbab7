/**
 * TOML files that anyone may have written.
 *
 * @module
 */
import { parse } from "smol-toml";
import { tableOf } from "./declared.ts";

/** The file as a table; `undefined` for what is not valid TOML. */
export function parseTomlTable(
  text: string,
): Readonly<Record<string, unknown>> | undefined {
  try {
    return tableOf(parse(text));
  } catch {
    return undefined;
  }
}
