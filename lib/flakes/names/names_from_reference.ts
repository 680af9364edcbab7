/**
 * The names of packages that a nixpkgs has, from itself.
 *
 * @module
 */
import { UserError } from "../../core/errors.ts";
import { nixError } from "../../nix/nix_error.ts";
import type { System } from "../../system/mod.ts";

/** Seconds: it looks at every package of nixpkgs. */
const TIMEOUT_S = 3600;

/**
 * Paths of packages, in the sets that nixpkgs itself searches too. Without
 * aliases, so that what was removed is not among them; without what no flake
 * gets as it is.
 */
const PATHS = `pkgs:
let
  inherit (builtins) attrNames concatMap isAttrs tryEval;
  try = value: let result = tryEval value; in result.success && result.value;
  isPackage = value: try (isAttrs value && value.type or "" == "derivation"
    && !(value.meta.unfree or false) && !(value.meta.broken or false));
  isSet = value: try (isAttrs value && value.type or "" != "derivation"
    && value.recurseForDerivations or false);
  below = depth: path: set: concatMap
    (name:
      let at = if path == "" then name else "\${path}.\${name}"; in
      if isPackage set.\${name} then [ at ]
      else if depth < 3 && isSet set.\${name} then below (depth + 1) at set.\${name}
      else [ ])
    (attrNames set);
  languages = builtins.filter (name: pkgs ? \${name} && try (isAttrs pkgs.\${name}))
    [ "python313Packages" "python314Packages" "haskellPackages" "perlPackages"
      "nodePackages" "rPackages" ];
in
below 1 "" pkgs ++ concatMap
  (name: if isSet pkgs.\${name} then [ ] else below 2 name pkgs.\${name})
  languages`;

/**
 * Lists them.
 *
 * @param reference a flake reference of nixpkgs
 * @throws {UserError} when Nix cannot evaluate it
 */
export async function namesFromReference(
  { proc }: Pick<System, "proc">,
  reference: string,
  { env, signal }: {
    readonly env: Readonly<Record<string, string>>;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<string[]> {
  const config = "{ allowAliases = false; allowUnfree = true; }";
  const flake = `builtins.getFlake ${JSON.stringify(reference)}`;
  const late = AbortSignal.timeout(TIMEOUT_S * 1000);
  const { code, stdout, stderr } = await proc.run([
    "nix",
    "eval",
    "--impure",
    "--read-only",
    "--json",
    "--expr",
    `(${PATHS}) (import (${flake}).outPath { system = "x86_64-linux"; config = ${config}; overlays = [ ]; })`,
  ], { env, signal: signal ? AbortSignal.any([signal, late]) : late });
  if (code === 0) return JSON.parse(stdout);
  throw new UserError(
    `Cannot list the packages of "${reference}": ${nixError(stderr)}`,
    { hint: "Use a flake reference, for instance github:NixOS/nixpkgs." },
  );
}
