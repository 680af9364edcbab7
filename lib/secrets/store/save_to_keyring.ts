/**
 * Writing into the keyring.
 *
 * @module
 */
import type { Paths } from "../../core/files/paths.ts";
import { openKeyring } from "./keyring.ts";
import type { Saved, SaveOptions } from "./save_options.ts";

/**
 * Writes values by name.
 *
 * @throws {UserError} when the keyring cannot be reached
 */
export async function saveToKeyring(
  paths: Paths,
  values: readonly (readonly [string, string])[],
  { keep = false }: SaveOptions,
): Promise<Pick<Saved, "saved" | "kept">> {
  const keyring = await openKeyring(paths);
  const saved: string[] = [];
  const kept: string[] = [];
  for (const [name, value] of values) {
    const current = await keyring.get(name);
    if (current === value) continue;
    if (keep && current) {
      kept.push(name);
      continue;
    }
    await keyring.set(name, value);
    saved.push(name);
  }
  return { saved, kept };
}
