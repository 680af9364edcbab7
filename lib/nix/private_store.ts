/**
 * A Nix store in a folder of one's own.
 *
 * @module
 */
import { join } from "../core/files/posix_path.ts";

/**
 * The variables with which Nix keeps everything below `folder`. No root and no
 * daemon is needed, and removing the folder removes all of it. What others
 * built elsewhere does not fit into it, so it is for the host-backed nixpkgs,
 * which builds everything itself.
 *
 * @param folder absolute, and no link leads to it: Nix refuses those
 */
export function privateStore(folder: string): Record<string, string> {
  return {
    NIX_STORE_DIR: join(folder, "store"),
    NIX_STATE_DIR: join(folder, "var"),
    NIX_LOG_DIR: join(folder, "log"),
    // A daemon would build into its own store.
    NIX_REMOTE: "local",
  };
}
