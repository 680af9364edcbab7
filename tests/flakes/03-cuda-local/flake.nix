{
  description = "JupyterLab, and CUDA where local.nix asks for it";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-24.05";

  outputs = { nixpkgs, ... }:
    let
      local = if builtins.pathExists ./local.nix then import ./local.nix else { };
      wantsCuda = local.cudaSupport or false;
    in
    {
      devShells = nixpkgs.lib.genAttrs [ "x86_64-linux" "aarch64-darwin" ] (system:
        let
          pkgs = import nixpkgs {
            inherit system;
            config.allowUnfree = true;
          };
          inherit (pkgs.lib) optionals optionalString;
          isMac = system == "aarch64-darwin";
          hasCuda = wantsCuda && system == "x86_64-linux";
          libraries = pkgs.stdenv.cc.cc.lib;
          pytorch =
            if hasCuda then pkgs.python311Packages.pytorch.override { cudaSupport = true; }
            else if isMac then pkgs.python311Packages.pytorch-bin
            else pkgs.python311Packages.pytorch;
          python = pkgs.python311.withPackages (available: with available; [
            jupyterlab
            pandas
            numpy
            matplotlib
            scikit-learn
            seaborn
            pytorch
          ]);
        in
        {
          default = pkgs.mkShell {
            packages = [ pkgs.git python libraries ]
              ++ optionals hasCuda [ pkgs.cudatoolkit pkgs.cudnn ];
            shellHook = ''
              export NIXPKGS_ALLOW_UNFREE=1
              export LD_LIBRARY_PATH=${libraries}/lib:$LD_LIBRARY_PATH
              echo "Welcome: data science on ${system}"
              ${optionalString wantsCuda "echo 'With CUDA.'"}
              echo "Everything is ready."
              echo "Start JupyterLab with: jupyter lab"
            '';
          };
        });
    };
}
