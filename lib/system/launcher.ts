/**
 * How the user runs Hearth, for hints that can be typed as they are.
 *
 * @module
 */

/**
 * What comes before a command's name: `deno task` in a checkout, else what
 * `bin/hearth` or a workspace's own `./hearth` says that it was called by.
 */
export const HEARTH: string = Deno.env.get("HEARTH_LAUNCHER") ?? "deno task";
