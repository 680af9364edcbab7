/**
 * The wrapper `hearth` that a workspace commits.
 *
 * @module
 */
import { join } from "../core/files/posix_path.ts";
import type { System } from "../system/mod.ts";

/** What stands for the version in `bin/wrapper.sh`. */
const PLACE = "@VERSION@";

/** The line of a wrapper that names its version. */
const PINNED = /^version=(\S+)$/m;

/** Text of the wrapper, POSIX sh, that runs a version. */
export async function wrapperText(
  { fs }: Pick<System, "fs">,
  { kit, version }: { readonly kit: string; readonly version: string },
): Promise<string> {
  const text = await fs.readText(join(kit, "bin", "wrapper.sh"));
  if (text === undefined) throw new Error(`"${kit}" has no bin/wrapper.sh`);
  return text.replace(PLACE, version);
}

/** The version that a wrapper runs; `undefined` where it is another program. */
export function pinnedVersion(text: string): string | undefined {
  return text.includes("# Runs Hearth for this repository")
    ? PINNED.exec(text)?.[1]
    : undefined;
}
