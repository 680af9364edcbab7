/**
 * Keeping uv from resolving for Pythons that the workspace does not allow.
 *
 * @module
 */
import type { Context } from "../../core/context.ts";
import { join } from "../../core/files/posix_path.ts";

/**
 * Writes a project for uv to go by, with the settings of the workspace's own and
 * a bound above: a universal lock would be for all newer Pythons too, and uv
 * takes the bound from no option.
 *
 * @param marker as in PEP 508
 * @returns its directory; `undefined` where the settings name environments
 */
export async function writeBoundedProject(
  { system: { fs }, paths: { root, state } }: Context<"fs">,
  marker: string,
): Promise<string | undefined> {
  const { boundedProject, parseToml, readProject } = await import(
    "../inputs/formats/pyproject.ts"
  );
  // As uv does: where there is a uv.toml, only that counts.
  const own = await fs.readText(join(root, "uv.toml"));
  const project = await fs.readText(join(root, "pyproject.toml"));
  const settings = own === undefined
    ? readProject(project ?? "").uv ?? {}
    : parseToml(own, "uv.toml");
  const text = boundedProject(settings, marker);
  if (text === undefined) return undefined;
  const dir = join(state, "locks", "bounds");
  await fs.writeText(join(dir, "pyproject.toml"), text);
  return dir;
}
