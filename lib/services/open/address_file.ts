/**
 * The file in which a service says how to sign in to it.
 *
 * Such an address holds a token, which must be on no command line, in no log
 * and in no file that other users can read.
 *
 * @module
 */
import { dirname, join } from "../../core/files/posix_path.ts";
import type { Context } from "../../core/context.ts";
import type { Paths } from "../../core/files/paths.ts";

/** The variable in which a service finds the path of its file. */
export const ADDRESS_VARIABLE = "HEARTH_ADDRESS_FILE";

/** The file of a service, in a directory of its owner only. */
export function addressFile(paths: Paths, service: string): string {
  return join(paths.run, "addresses", service);
}

/** Makes the directory, and removes what an earlier launch wrote. */
export async function prepareAddressFile(
  { system: { fs }, paths }: Context<"fs">,
  service: string,
): Promise<string> {
  const file = addressFile(paths, service);
  await fs.mkdir(dirname(file), { mode: 0o700 });
  await fs.remove(file);
  return file;
}

/** Reads the address; `undefined` until the service has written one. */
export async function readAddress(
  { system: { fs }, paths }: Context<"fs">,
  service: string,
): Promise<URL | undefined> {
  const text = await fs.readText(addressFile(paths, service));
  const url = URL.parse(text?.trim() ?? "");
  return url?.protocol === "http:" || url?.protocol === "https:"
    ? url
    : undefined;
}

/** The page through which a browser is led to the address. */
export function pageFile(paths: Paths, service: string): string {
  return join(paths.run, "pages", `${service}.html`);
}

/** Removes what holds tokens of a service. */
export async function forgetAddress(
  { system: { fs }, paths }: Context<"fs">,
  service: string,
): Promise<void> {
  await fs.remove(addressFile(paths, service));
  await fs.remove(pageFile(paths, service));
}
