# gomod2nix: builds of Go projects.
{ nixpkgs }:
let
  lib = import ../../lib;
  overlay = final: _: import ./functions.nix final;
  perSystem = function: lib.genAttrs lib.systems.flakeExposed
    (system: function (import ./functions.nix (import nixpkgs { inherit system; })));
in
{
  overlays.default = overlay;
  legacyPackages = perSystem lib.id;
  packages = perSystem (functions: { default = functions.gomod2nix; });
}
