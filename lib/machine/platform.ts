/**
 * What kind of machine this is.
 *
 * @module
 */
import type { System } from "../system/mod.ts";

/** Nix's name for the platform: `x86_64-linux`. */
export function platformOf(
  { env }: { readonly env: Pick<System["env"], "os" | "arch"> },
): string {
  return `${env.arch}-${env.os}`;
}
