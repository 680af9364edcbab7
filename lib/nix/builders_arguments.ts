/**
 * Having other machines build for Nix.
 *
 * @module
 */

/**
 * Arguments for any command of Nix that builds; none leaves it to Nix's own
 * settings, an empty text has everything built here.
 *
 * @param builders as the flag `--builders` of Nix has them, for instance
 *   `ssh-ng://mac aarch64-darwin`
 */
export function buildersArguments(builders: string | undefined): string[] {
  return builders === undefined ? [] : ["--builders", builders];
}
