/**
 * Texts of the small files that init writes.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";

/** Where setup puts the types of `"hearth"`, as seen from the root. */
export const TYPES = "./.hearth/types/hearth.d.ts";

/** Tasks that are named in `deno.json`, the usual ones. */
const TASKS = ["setup", "start", "stop", "status", "shell"];

/** `deno.json`, for editors and for those who type `deno task start`. */
export function denoJsonText(
  { hasWrapper }: { readonly hasWrapper: boolean },
): string {
  const tasks = Object.fromEntries(
    TASKS.map((name) => [name, `./hearth ${name}`]),
  );
  const config = {
    imports: { hearth: "./.hearth/types/mod.d.ts" },
    ...(hasWrapper && { tasks }),
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

/** Text of `flake.nix`: that of the template of Hearth's own flake. */
export async function flakeText(
  { fs }: Pick<System, "fs">,
  kit: string,
): Promise<string> {
  const file = join(kit, "nix", "template", "flake.nix");
  const text = await fs.readText(file);
  if (text === undefined) throw new Error(`Cannot find ${file}`);
  return text;
}

/** `.envrc`, for those who use direnv. */
export const ENVRC_TEXT = "use flake\n";

/** `local.nix.example`. */
export const LOCAL_NIX_TEXT =
  `# What holds for this machine only. Copy this file to local.nix, which git
# ignores, and change it there.
{
  # Whether the machine has an NVIDIA GPU whose CUDA the workspace is to use.
  cudaSupport = false;
}
`;
