/**
 * What was installed into a venv, or taken out of it, by hand.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";
import { installedPackages, type VenvStamp } from "./venv_stamp.ts";

/** Differences from what setup installed. */
export interface VenvChanges {
  /** Names that setup installed and that are gone. */
  readonly vanished: readonly string[];
  /** Distributions as `name==version` that setup did not install. */
  readonly added: readonly string[];
  /** The same as sentences. */
  readonly notes: readonly string[];
}

/** Compares a venv's distributions with those that its stamp lists. */
export async function compareWithStamp(
  system: Pick<System, "fs">,
  { venv, sitePackages, packages }: VenvStamp,
): Promise<VenvChanges> {
  const now = await installedPackages(system, join(venv, sitePackages));
  const before = new Set(packages);
  const added = now.filter((item) => !before.has(item));
  const present = new Set(now.map(nameOf));
  const vanished = packages.map(nameOf).filter((name) => !present.has(name));
  return {
    vanished,
    added,
    notes: added.length === 0
      ? []
      : [`Installed manually and kept: ${added.join(", ")}`],
  };
}

/** `six` of `six==1.17.0`. */
export function nameOf(item: string): string {
  return item.slice(0, item.indexOf("=="));
}
