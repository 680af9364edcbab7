/**
 * The address of a running Jupyter server, token included.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import * as v from "valibot";
import { readJson } from "../../core/files/read_json.ts";
import type { System } from "../../system/mod.ts";

/** Of what a Jupyter server writes about itself, the part that is needed. */
const schema = v.object({
  url: v.pipe(v.string(), v.url()),
  token: v.string(),
});

/** What a Jupyter server with this pid writes into its runtime directory. */
function infoFile(runtimeDir: string, pid: number): string {
  return join(runtimeDir, `jpserver-${pid}.json`);
}

/** Removes what a Jupyter server that was killed left of its address. */
export async function forgetJupyter(
  { fs }: Pick<System, "fs">,
  { runtimeDir, pid }: { readonly runtimeDir: string; readonly pid: number },
): Promise<void> {
  await fs.remove(infoFile(runtimeDir, pid));
  await fs.remove(join(runtimeDir, `jpserver-${pid}-open.html`));
}

/**
 * Reads the address from the file that the server with this pid wrote.
 *
 * @param page Path of the page below the server's base, `/lab` for instance
 * @returns `undefined` as long as the file is not there or not whole
 */
export async function jupyterAddress(
  system: Pick<System, "fs">,
  { runtimeDir, pid, page }: {
    readonly runtimeDir: string;
    readonly pid: number;
    readonly page: string;
  },
): Promise<string | undefined> {
  const told = await readJson(system, infoFile(runtimeDir, pid));
  const { success, output } = v.safeParse(schema, told);
  if (!success) return undefined;
  const { url, token } = output;
  const address = new URL(page.replace(/^\//, ""), url);
  // Jupyter may name the machine; loopback is where it listens.
  address.hostname = "127.0.0.1";
  if (token !== "") address.searchParams.set("token", token);
  return address.href;
}

/** The address of the first of these processes that is a Jupyter server. */
export async function jupyterAddressOfAny(
  system: Pick<System, "fs">,
  { runtimeDir, pids, page }: {
    readonly runtimeDir: string;
    readonly pids: readonly number[];
    readonly page: string;
  },
): Promise<string | undefined> {
  for (const pid of pids) {
    const address = await jupyterAddress(system, { runtimeDir, pid, page });
    if (address !== undefined) return address;
  }
  return undefined;
}
