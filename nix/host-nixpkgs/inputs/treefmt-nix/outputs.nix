# treefmt-nix: a formatter of a project, made of modules.
{ ... }:
let
  lib = import ../../lib;

  evalModule = pkgs: module: lib.evalModules {
    specialArgs = { inherit pkgs; };
    modules = [ ./modules.nix module ];
  };
in
{
  flakeModule = ./flake-module.nix;
  flakeModules.default = ./flake-module.nix;
  lib = {
    inherit evalModule;
    mkConfigFile = pkgs: module: (evalModule pkgs module).config.build.configFile;
    mkWrapper = pkgs: module: (evalModule pkgs module).config.build.wrapper;
  };
}
