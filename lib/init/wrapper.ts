/**
 * The wrapper `hearth` that a workspace commits.
 *
 * @module
 */

/** The version that a new workspace pins. */
export const VERSION = "0.1.0";

/** Text of the wrapper, POSIX sh, that runs that version. */
export function wrapperText(version: string): string {
  return `#!/bin/sh
# Runs Hearth ${version} for this workspace.
exec npx -y hearthspace@${version} "$@"
`;
}
