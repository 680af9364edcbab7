/**
 * A lock in the format of requirements that another tool made.
 *
 * @module
 */
import { join } from "../../../core/files/posix_path.ts";
import type { TextFiles } from "../text_files.ts";
import {
  readRequirements,
  requiredName,
  requirementLines,
} from "../../lock/requirements/requirements.ts";
import { lockEntries } from "../../lock/requirements_lock.ts";
import type { PackageList } from "../package_list.ts";

/**
 * Reads such a lock and the requirements beside it, whose indexes and hashes
 * count for it too.
 *
 * @throws {UserError} when a file that either includes is missing
 */
export async function foreignLock(
  system: TextFiles,
  { root, lock }: { readonly root: string; readonly lock: string },
): Promise<PackageList> {
  const list = lock.replace(/\.lock$/, ".txt");
  const text = list === lock
    ? undefined
    : await system.fs.readText(join(root, list));
  const names = text === undefined ? [lock] : [lock, list];
  const locked = await system.fs.readText(join(root, lock)) ?? "";
  return {
    files: await readRequirements(system, { root, names }),
    resolve: { args: [], lines: [], locked: [] },
    notes: uncovered({ lock, locked }, { list, text }),
  };
}

/** Names what a lock lacks of the requirements beside it. */
function uncovered(
  { lock, locked }: { lock: string; locked: string },
  { list, text = "" }: { list: string; text: string | undefined },
): string[] {
  const names = new Set(
    lockEntries(locked).map(({ requirement }) => requiredName(requirement)),
  );
  const missing = requirementLines(text)
    .filter((line) => /^[a-z0-9]/i.test(line)).map(requiredName)
    .filter((name) => !names.has(name));
  return missing.length === 0 ? [] : [
    `${lock} lacks ${
      missing.join(", ")
    }, which ${list} lists: renew it with the tool that made it`,
  ];
}
