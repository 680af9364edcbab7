/**
 * Settings under which Nix evaluates and builds without a network, as any
 * user.
 *
 * @module
 */
import { platformOf } from "../machine/platform.ts";
import type { System } from "../system/mod.ts";

/** Systems that dev shells are tested for, and that one machine can present. */
export const SYSTEMS = [
  "x86_64-linux",
  "aarch64-linux",
  "x86_64-darwin",
  "aarch64-darwin",
] as const;

/** For instance `aarch64-darwin`. */
export type NixSystem = typeof SYSTEMS[number];

/**
 * The text of a `nix.conf`. Its path belongs into `NIX_USER_CONF_FILES`, so
 * that neither the user's settings nor the registry of the machine count. Other
 * systems' derivations are built here: right for the offline nixpkgs alone,
 * whose builders run the machine's own programs.
 */
export function nixConfig(): string {
  const settings: Record<string, string> = {
    "experimental-features": "nix-command flakes",
    // Builders link to the host's programs; as root they need no other user.
    "sandbox": "false",
    "build-users-group": "",
    "substituters": "",
    "flake-registry": "",
    // An input that no one supplied fails at once rather than after retries.
    "download-attempts": "1",
    "connect-timeout": "5",
    "warn-dirty": "false",
    "extra-platforms": SYSTEMS.join(" "),
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name} = ${value}`.trimEnd() + "\n").join("");
}

/** How Nix calls the machine's own system. */
export function nixSystemOf(
  env: Pick<System["env"], "os" | "arch">,
): NixSystem {
  const name = platformOf({ env });
  return SYSTEMS.find((system) => system === name) ?? "x86_64-linux";
}
