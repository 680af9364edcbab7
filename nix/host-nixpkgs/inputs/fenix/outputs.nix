# fenix: toolchains as packages.
{ nixpkgs }:
let
  lib = import ../../lib;
  overlay = final: _: { fenix = import ./packages.nix final; };
in
{
  inherit overlay;
  overlays.default = overlay;
  packages = lib.genAttrs lib.systems.flakeExposed
    (system: import ./packages.nix (import nixpkgs { inherit system; }));
}
