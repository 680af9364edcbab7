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
  const files = claim === undefined
    ? []
    : [pipePath, readerPath, turnedPath].map((file) => file(claim.log));
  await Promise.all([
    claim && forgetJupyter(system, {
      runtimeDir: paths.jupyterRuntime,
      pid: claim.pid,
    }),
    forgetAddress(context, name),
    ...[...files, shellStatePath(paths, name)]
      .map((file) => system.fs.remove(file)),
  ]);
  // Last: without it, no other task would remove the rest.
  await dropClaim(context, name);
}
