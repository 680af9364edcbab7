/**
 * The `flake.lock` of a revision.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { Revision } from "../select/revision.ts";

/** Its text; `undefined` where there is no such file. */
export async function lockTextOf(
  { source, dir }: Pick<Revision, "source" | "dir">,
): Promise<string | undefined> {
  const entry = await source.find(join(dir, "flake.lock"));
  if (entry?.kind !== "file") return undefined;
  return new TextDecoder().decode(await source.read(entry));
}
