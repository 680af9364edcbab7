/**
 * The suites that `bench` runs.
 *
 * @module
 */
import { EXIT, UserError } from "../../core/errors.ts";
import { join } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";
import { type SuiteLoader, SUITES } from "../suites/mod.ts";
import type { Suite } from "./suite.ts";

/**
 * Every suite by name: those of any workspace, or in a checkout of Hearth the
 * files in `bench/suites/`, which measure Hearth itself.
 */
export async function suitesOf(
  { fs }: Pick<System, "fs">,
  { root, kit }: { readonly root: string; readonly kit: string },
): Promise<ReadonlyMap<string, SuiteLoader>> {
  if (root !== kit) return SUITES;
  const dir = join(root, "bench", "suites");
  const names = (await fs.readDir(dir) ?? []).flatMap(({ name }) =>
    /^(\w+)\.ts$/.exec(name)?.[1] ?? []
  ).sort();
  if (names.length === 0) return SUITES;
  return new Map(names.map((name) => {
    const parts = join(dir, `${name}.ts`).split("/").map(encodeURIComponent);
    const url = `file://${parts.join("/")}`;
    return [name, () => import(url)];
  }));
}

/**
 * Loads suites by name, all of them when none is named.
 *
 * @throws {UserError} when there is no suite of a name
 */
export async function loadSuites(
  known: ReadonlyMap<string, SuiteLoader>,
  names: readonly string[],
): Promise<Map<string, Suite>> {
  const wanted = names.length === 0 ? known.keys() : new Set(names);
  const suites = new Map<string, Suite>();
  for (const name of wanted) {
    const load = known.get(name);
    if (load === undefined) {
      throw new UserError(`Cannot find suite "${name}"`, {
        hint: `Available: ${[...known.keys()].join(", ")}`,
        exitCode: EXIT.usage,
      });
    }
    suites.set(name, (await load()).default);
  }
  return suites;
}
