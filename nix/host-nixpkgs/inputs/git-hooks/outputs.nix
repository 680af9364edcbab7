# git-hooks.nix: hooks of Git, made of modules.
{ nixpkgs }:
let
  lib = import ../../lib;

  run = pkgs: options: (lib.evalModules {
    specialArgs = { inherit pkgs; };
    modules = [ ./modules.nix options ];
  }).config.run;
in
{
  flakeModule = ./flake-module.nix;
  flakeModules.default = ./flake-module.nix;
  lib = lib.genAttrs lib.systems.flakeExposed
    (system: { run = run (import nixpkgs { inherit system; }); });
}
