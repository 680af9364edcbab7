/**
 * Files in which Hearth or others keep what they know, as JSON.
 *
 * @module
 */
import type { System } from "../../system/mod.ts";

/** What the file holds; `undefined` for none, and for one that was cut short. */
export async function readJson(
  { fs }: Pick<System, "fs">,
  file: string,
): Promise<unknown> {
  const text = await fs.readText(file);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
