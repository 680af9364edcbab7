/**
 * The suites of a checkout: the files in `bench/suites/`.
 *
 * @module
 */
import { EXIT, UserError } from "../../core/errors.ts";
import type { Paths } from "../../core/files/paths.ts";
import { join } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";
import type { Suite } from "./suite.ts";

/** Names of all suites, sorted. */
export async function suiteNames(
  { fs }: Pick<System, "fs">,
  paths: Paths,
): Promise<string[]> {
  const entries = await fs.readDir(join(paths.kit, "bench", "suites"));
  return (entries ?? []).flatMap(({ name }) =>
    /^(\w+)\.ts$/.exec(name)?.[1] ?? []
  ).sort();
}

/**
 * Loads suites by name, all of them when none is named.
 *
 * @throws {UserError} when there is no suite of a name
 */
export async function loadSuites(
  system: Pick<System, "fs">,
  paths: Paths,
  names: readonly string[],
): Promise<Map<string, Suite>> {
  const known = await suiteNames(system, paths);
  for (const name of names) {
    if (!known.includes(name)) {
      throw new UserError(`Cannot find suite "${name}"`, {
        hint: `Available: ${known.join(", ")}`,
        exitCode: EXIT.usage,
      });
    }
  }
  const wanted = names.length === 0 ? known : [...new Set(names)];
  const suites = new Map<string, Suite>();
  for (const name of wanted) {
    const path = join(paths.kit, "bench", "suites", `${name}.ts`);
    const parts = path.split("/").map(encodeURIComponent);
    const module: { default: Suite } = await import(
      `file://${parts.join("/")}`
    );
    suites.set(name, module.default);
  }
  return suites;
}
