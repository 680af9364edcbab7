/**
 * A kernel that computes, as one does when people stop their services.
 *
 * @module
 */
import { startKernel } from "../tests/support/jupyter/jupyter_kernel.ts";
import type { WorkspaceCopy } from "../lib/bench/places/workspace_copy.ts";

/** Starts a kernel in the workspace's JupyterLab and keeps it busy. */
export async function keepBusy(
  workspace: WorkspaceCopy,
  port: number,
): Promise<void> {
  const runtime = workspace.path(".hearth/run/jupyter");
  for await (const { name } of Deno.readDir(runtime)) {
    if (!/^jpserver-\d+\.json$/.test(name)) continue;
    const info = JSON.parse(await Deno.readTextFile(`${runtime}/${name}`));
    if (info.port !== port) continue;
    const kernel = await startKernel(`${info.url}lab?token=${info.token}`);
    await kernel.execute("print('busy', flush=True)\nwhile True: pass", /busy/);
    return kernel.close();
  }
  throw new Error(`No JupyterLab listens on port ${port}`);
}

/** Forgets servers that ended without saying so. */
export async function forgetServers(workspace: WorkspaceCopy): Promise<void> {
  const runtime = workspace.path(".hearth/run/jupyter");
  for await (const { name } of Deno.readDir(runtime)) {
    await Deno.remove(`${runtime}/${name}`);
  }
}
