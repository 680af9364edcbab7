{
  description = "A notebook, at once";

  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
    flake-utils.url = "github:numtide/flake-utils";
  };

  outputs = { nixpkgs, flake-utils, ... }:
    flake-utils.lib.eachDefaultSystem (system:
      let
        pkgs = import nixpkgs { inherit system; };
      in
      {
        devShell = pkgs.mkShell {
          packages = [
            (pkgs.python3.withPackages (available: with available; [
              ipython
              jupyter
              numpy
              pandas
            ]))
          ];
          shellHook = "jupyter notebook";
        };
      });
}
