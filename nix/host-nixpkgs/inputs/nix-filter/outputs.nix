_:
let
  lib = import ./.;
in
{
  inherit lib;
  overlays.default = _: _: { nix-filter = lib; };
}
