/**
 * Finding Nix.
 *
 * @module
 */
import type { System } from "../system/mod.ts";

/** Where Nix is even when a shell was never told so. */
const PLACES = [
  "nix",
  "/nix/var/nix/profiles/default/bin/nix",
  "/run/current-system/sw/bin/nix",
];

/** A program to run Nix by, with flakes switched on; `undefined` without one. */
export async function findNix(
  { proc }: Pick<System, "proc">,
): Promise<string[] | undefined> {
  for (const place of PLACES) {
    if (await proc.has(place)) {
      return [place, "--extra-experimental-features", "nix-command flakes"];
    }
  }
  return undefined;
}
