/**
 * Where a user's programs keep what they can make again.
 *
 * @module
 */
import { join } from "./posix_path.ts";
import { UserError } from "../errors.ts";
import type { System } from "../../system/mod.ts";

/**
 * Hearth's directory among the user's caches, by the platform's convention.
 *
 * @throws {UserError} when the environment names no home
 */
export function userCacheDir({ env }: Pick<System, "env">): string {
  const xdg = env.get("XDG_CACHE_HOME");
  if (xdg) return join(xdg, "hearth");
  const home = env.get("HOME");
  if (!home) {
    throw new UserError("Cannot find the cache directory: HOME is not set", {
      hint: "Set HOME or XDG_CACHE_HOME to a writable directory.",
    });
  }
  return env.os === "darwin"
    ? join(home, "Library", "Caches", "hearth")
    : join(home, ".cache", "hearth");
}
