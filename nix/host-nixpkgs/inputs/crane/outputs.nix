# crane: builds of Rust projects.
{ ... }:
let
  mkLib = pkgs: import ./functions.nix pkgs;
in
{
  inherit mkLib;
}
