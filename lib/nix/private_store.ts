/**
 * A Nix store in a directory of one's own.
 *
 * @module
 */
import { join } from "../core/files/posix_path.ts";

/**
 * The variables with which Nix keeps everything below `dir`. No root and no
 * daemon is needed, and removing the directory removes all of it. What others
 * built elsewhere does not fit into it, so it is for the host-backed nixpkgs,
 * which builds everything itself.
 *
 * @param dir absolute, and no link leads to it: Nix refuses those
 */
export function privateStore(dir: string): Record<string, string> {
  return {
    NIX_STORE_DIR: join(dir, "store"),
    NIX_STATE_DIR: join(dir, "var"),
    NIX_LOG_DIR: join(dir, "log"),
    // A daemon would build into its own store.
    NIX_REMOTE: "local",
  };
}
