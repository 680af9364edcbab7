# naersk: builds of Rust projects.
{ nixpkgs }:
let
  lib = import ../../lib;
  overlay = final: _: { naersk = import ./functions.nix final; };
in
{
  inherit overlay;
  overlays.default = overlay;
  lib = lib.genAttrs lib.systems.flakeExposed
    (system: import ./functions.nix (import nixpkgs { inherit system; }));
}
