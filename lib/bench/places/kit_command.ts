/**
 * How a copy of Hearth is run.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";

/**
 * The command line of the Hearth in `kit`, which its arguments follow: sources,
 * or the JavaScript of the package. In its own checkout Deno finds the settings
 * by itself.
 */
export async function kitCommand(
  { fs, env }: Pick<System, "fs" | "env">,
  { kit, root }: { readonly kit: string; readonly root: string },
): Promise<string[]> {
  const isBundled = await fs.stat(join(kit, "main.js")) !== undefined;
  const config = kit === root ? [] : ["--config", join(kit, "deno.json")];
  return [
    env.deno,
    "run",
    "-A",
    "--no-prompt",
    ...config,
    join(kit, isBundled ? "main.js" : "main.ts"),
  ];
}
