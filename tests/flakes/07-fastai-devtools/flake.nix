{
  description = "Fast.ai with git and vim";

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
          };
          inherit (pkgs.lib) optionals optionalString;
          isMac = system == "aarch64-darwin";
          hasCuda = wantsCuda && system == "x86_64-linux";
          pytorch =
            if hasCuda then pkgs.python311Packages.pytorch.override { cudaSupport = true; }
            else if isMac then pkgs.python311Packages.pytorch-bin
            else pkgs.python311Packages.pytorch;
          python = pkgs.python311.withPackages (available: with available; [
            jupyterlab
            pandas
            requests
            sqlitedict
            numpy
            matplotlib
            nbdev
            fastai
            fastapi
            simplenote
            pytorch
          ]);
        in
        {
          default = pkgs.mkShell {
            packages = [ pkgs.git pkgs.vim python ]
              ++ optionals hasCuda [
              pkgs.cudatoolkit
              pkgs.cudnn
              (pkgs.ollama.override { acceleration = "cuda"; })
            ];
            shellHook = ''
              echo "Welcome: fast.ai on ${system}"
              ${optionalString wantsCuda "echo 'With CUDA.'"}
            '';
          };
        });
    };
}
