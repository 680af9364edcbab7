/**
 * What a launch leaves in the file system.
 *
 * @module
 */
import { type Claim, dropClaim } from "../claims/claim.ts";
import { forgetAddress } from "../open/address_file.ts";
import { pipePath } from "../logs/limited_log.ts";
import { forgetJupyter } from "../presets/jupyter_address.ts";
import { readerPath, turnedPath } from "../logs/service_log.ts";
import type { Context } from "../../core/context.ts";
import { shellStatePath } from "../loop/service_shell.ts";

/** Removes the claim and what else a launch left in the file system. */
export async function forgetService(
  context: Context<"fs">,
  { name, claim }: {
    readonly name: string;
    readonly claim: Claim | undefined;
  },
): Promise<void> {
  const { system, paths } = context;
  if (claim?.socket) {
    const { removeSocket } = await import("../launch/tmux.ts");
    await removeSocket(system, claim.socket);
  }
  if (claim !== undefined) {
    await forgetJupyter(system, {
      runtimeDir: paths.jupyterRuntime,
      pid: claim.pid,
    });
    for (const file of [pipePath, readerPath, turnedPath]) {
      await system.fs.remove(file(claim.log));
    }
  }
  await forgetAddress(context, name);
  await system.fs.remove(shellStatePath(paths, name));
  await dropClaim(context, name);
}
