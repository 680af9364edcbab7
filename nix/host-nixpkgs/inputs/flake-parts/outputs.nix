# flake-parts: outputs made of modules.
{ ... }:
let
  lib = import ../../lib;
  flake-parts-lib = import ./functions.nix { inherit lib; };
in
{
  lib = flake-parts-lib;
  flakeModules = {
    easyOverlay = ./easy_overlay.nix;
    # Publishing modules says nothing of a shell.
    bundlers = { };
    flakeModules = { };
    modules = { };
  };
}
