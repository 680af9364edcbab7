/**
 * The name of a venv.
 *
 * @module
 */
import type { Interpreter } from "../python/interpreter.ts";
import type { System } from "../../system/mod.ts";
import { fingerprintOf } from "./fingerprint_of.ts";
import { wheelLibraries } from "./install/wheel_libraries.ts";

/** Names a venv by everything that decides what is in it. */
export async function venvKey(
  { env }: Pick<System, "env">,
  { inputs: { fingerprints }, interpreter }: {
    readonly inputs: {
      readonly fingerprints: Readonly<Record<string, string>>;
    };
    readonly interpreter: Interpreter;
  },
): Promise<string> {
  const libraries = wheelLibraries({ env });
  const all = [
    // However the files were come to, the name is the same.
    Object.entries(fingerprints).sort(([a], [b]) => a < b ? -1 : 1),
    interpreter,
    env.os,
    env.arch,
    ...(libraries.length > 0 ? [libraries] : []),
  ];
  return (await fingerprintOf(JSON.stringify(all))).slice(0, 16);
}
