/**
 * Opens a service's page for the user who started it.
 *
 * @module
 */
import { pageFile, readAddress } from "./address_file.ts";
import { openPage } from "./open_page.ts";
import type { Context } from "../../core/context.ts";
import { dirname } from "../../core/files/posix_path.ts";
import type { Service } from "../../workspace/workspace.ts";

/**
 * The address that signs a browser in, or that of a page which needs none.
 *
 * @param url Where the service's page is
 * @returns `undefined` when the service's file is not there
 */
export async function signInAddress(
  context: Context<"fs">,
  { service: { name, address, open = "/" }, url }: {
    readonly service: Service;
    readonly url: string;
  },
): Promise<string | undefined> {
  if (address !== "file") return url;
  const told = await readAddress(context, name);
  if (told === undefined) return undefined;
  const page = new URL(open, told);
  for (const [key, value] of told.searchParams) {
    page.searchParams.set(key, value);
  }
  return page.href;
}

/** The page's address as it may be shown anywhere: without a token. */
export function publicAddress({ address }: Service, url: string): string {
  if (address === undefined) return url;
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

/**
 * Opens a page. An address with a token never becomes an argument, which every
 * user of the machine can read: the browser gets the path of a private file
 * that leads there.
 *
 * @param url What {@linkcode signInAddress} gave
 * @returns whether the browser could be started
 */
export async function openService(
  { system, paths }: Context<"fs" | "env" | "proc" | "terminal">,
  { service, url }: { readonly service: Service; readonly url: string },
): Promise<boolean> {
  if (service.address === undefined) return await openPage(system, url);
  const file = pageFile(paths, service.name);
  await system.fs.mkdir(dirname(file), { mode: 0o700 });
  await system.fs.writeText(file, pageTo(url, service.name), { mode: 0o600 });
  return await openPage(system, file);
}

/** A page that leads to an address, whose special characters are encoded. */
function pageTo(url: string, name: string): string {
  const href = url.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url=${href}">
<title>Opening ${name}</title>
</head>
<body>
<p><a href="${href}">Open ${name}</a></p>
</body>
</html>
`;
}
