/**
 * Scripts of a `package.json`.
 *
 * @module
 */
import { tableOf, textOf } from "../dependencies/declared.ts";

/** A script that starts something. */
export interface PackageScript {
  readonly name: "dev" | "start" | "serve";
  readonly command: string;
}

/** The script that a developer runs; `undefined` where there is none. */
export function packageScript(text: string): PackageScript | undefined {
  const scripts = tableOf(tableOf(parsed(text)).scripts);
  for (const name of ["dev", "start", "serve"] as const) {
    const command = textOf(scripts[name]);
    if (command !== undefined) return { name, command };
  }
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
