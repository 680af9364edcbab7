/**
 * A machine that has few programs.
 *
 * @module
 */
import { join } from "node:path";

/** What every system has, and what Hearth calls of it. */
const COMMON =
  "sh bash mkdir rm mv cp cat ls readlink tar gzip uname env ps df git python3";

/** Fills a new directory with links to programs, for a `PATH` of its own. */
export async function programsOnly(
  dir: string,
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  await Deno.mkdir(dir, { recursive: true });
  const places = (Deno.env.get("PATH") ?? "").split(":");
  const present = async (path: string): Promise<boolean> =>
    (await Deno.stat(path).catch(() => undefined))?.isFile ?? false;
  for (const name of COMMON.split(" ")) {
    for (const place of places) {
      if (!await present(join(place, name))) continue;
      await Deno.symlink(join(place, name), join(dir, name));
      break;
    }
  }
  for (const [name, path] of Object.entries(more)) {
    await Deno.symlink(path, join(dir, name));
  }
  return dir;
}
