# Nix evaluates a file without arguments once, and so makes each set once.
let
  nixpkgs = import ./real.nix;

  lib = import (nixpkgs + "/lib");

  systems = lib.systems.flakeExposed or
    [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" ];

  setsWith = config: builtins.listToAttrs (map
    (system: { name = system; value = import nixpkgs { inherit system config; }; })
    systems);
in
{
  plain = setsWith { };
  unfree = setsWith { allowUnfree = true; };
}
