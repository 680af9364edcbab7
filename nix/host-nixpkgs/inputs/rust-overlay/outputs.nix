# rust-overlay: toolchains by channel and version.
{ nixpkgs }:
let
  lib = import ../../lib;
  overlay = import ./overlay.nix;
  packages = system:
    let
      pkgs = import nixpkgs { inherit system; overlays = [ overlay ]; };
      rust = pkgs.rust-bin.stable.latest.default;
    in
    {
      default = rust;
      inherit rust;
      rust-beta = pkgs.rust-bin.beta.latest.default;
      rust-nightly = pkgs.rust-bin.nightly.latest.default;
    };
in
{
  inherit overlay;
  overlays = { default = overlay; rust-overlay = overlay; };
  packages = lib.genAttrs lib.systems.flakeExposed packages;
  lib.mkRustBin = _: pkgs: (overlay pkgs pkgs).rust-bin;
}
