/**
 * The directory `.hearth` of a workspace.
 *
 * @module
 */
import { join } from "../core/files/posix_path.ts";
import type { Context } from "../core/context.ts";
import type { Paths } from "../core/files/paths.ts";
import type { System } from "../system/mod.ts";

/** What an editor knows `"hearth"` by. */
const TYPES = ["mod.d.ts", "hearth.d.ts"] as const;

/**
 * Makes `.hearth`, readable by its user only. In a repository that is not
 * Hearth's own checkout it also hides itself from git, and has the types of
 * `workspace.ts` for editors, which the kit may not keep at one address.
 */
export async function prepareState(
  { system: { fs }, paths }: Context<"fs">,
): Promise<void> {
  await fs.mkdir(paths.state, { mode: 0o700 });
  if (paths.kit === paths.root) return;
  await writeChanged(fs, join(paths.state, ".gitignore"), "*\n");
  if (await fs.stat(paths.workspaceFile) === undefined) return;
  for (const name of TYPES) {
    const text = await fs.readText(join(paths.kit, name)) ??
      await fs.readText(join(paths.kit, "dist", name)) ??
      checkoutTypes(paths)[name];
    await writeChanged(fs, join(paths.state, "types", name), text);
  }
}

/**
 * The types where Hearth is a checkout that was never built: an import map leads
 * to its sources, and an editor without one accepts anything.
 */
function checkoutTypes(
  { kit }: Paths,
): Record<typeof TYPES[number], string> {
  return {
    "mod.d.ts": `export * from ${JSON.stringify(join(kit, "mod.ts"))};\n`,
    "hearth.d.ts": 'declare module "hearth";\n',
  };
}

async function writeChanged(
  fs: System["fs"],
  path: string,
  text: string,
): Promise<void> {
  if (await fs.readText(path) !== text) await fs.writeText(path, text);
}
