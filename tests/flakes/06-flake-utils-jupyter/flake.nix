{
  description = "JupyterLab on every system that flake-utils knows by default";

  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-24.05";
    flake-utils.url = "github:numtide/flake-utils";
  };

  outputs = { nixpkgs, flake-utils, ... }:
    flake-utils.lib.eachDefaultSystem (system:
      let
        pkgs = import nixpkgs { inherit system; };
      in
      {
        # The name from before shells were a set.
        devShell = pkgs.mkShell {
          packages = with pkgs.python311.pkgs; [ jupyterlab numpy pandas matplotlib ];
          shellHook = ''
            echo "Welcome: JupyterLab is here."
          '';
        };
      });
}
