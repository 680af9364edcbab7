{
  description = "JupyterLab with the usual packages for data";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-24.05";

  outputs = { nixpkgs, ... }: {
    devShells = nixpkgs.lib.genAttrs [ "x86_64-linux" "aarch64-darwin" ] (system:
      let
        pkgs = import nixpkgs {
          inherit system;
          config.allowUnfree = true;
        };
        isMac = system == "aarch64-darwin";
        libraries = pkgs.stdenv.cc.cc.lib;
        python = pkgs.python311.withPackages (available: with available; [
          jupyterlab
          pandas
          numpy
          matplotlib
          scikit-learn
          seaborn
          (if isMac then pytorch-bin else pytorch)
        ]);
      in
      {
        default = pkgs.mkShell {
          packages = [ pkgs.git python libraries ];
          shellHook = ''
            export NIXPKGS_ALLOW_UNFREE=1
            export LD_LIBRARY_PATH=${libraries}/lib:$LD_LIBRARY_PATH
            echo "Welcome: data science on ${system}"
            echo "Everything is ready."
            echo "Start JupyterLab with: jupyter lab"
          '';
        };
      });
  };
}
