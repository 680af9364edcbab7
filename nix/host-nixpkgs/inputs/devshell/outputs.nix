# numtide's devshell: shells made of modules.
{ nixpkgs }:
let
  lib = import ../../lib;
  functionsOf = import ./functions.nix { inherit lib; };
in
{
  flakeModule = ./flake-module.nix;
  flakeModules.default = ./flake-module.nix;
  lib = { inherit (functionsOf { }) importTOML; };
  legacyPackages = lib.genAttrs lib.systems.flakeExposed
    (system: functionsOf (import nixpkgs { inherit system; }));
  overlays.default = final: _: { devshell = functionsOf final; };
  overlay = final: _: { devshell = functionsOf final; };
}
