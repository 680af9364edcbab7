{
  description = "A venv for what nixpkgs lacks: FastHTML";

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
            requests
            sqlitedict
            numpy
            matplotlib
            nbdev
            fastapi
            simplenote
            pytorch
            pip
          ]);
        in
        {
          default = pkgs.mkShell {
            packages = [ pkgs.git python libraries ]
              ++ optionals hasCuda [
              pkgs.cudatoolkit
              pkgs.cudnn
              (pkgs.ollama.override { acceleration = "cuda"; })
            ];
            shellHook = ''
              export NIXPKGS_ALLOW_UNFREE=1
              export LD_LIBRARY_PATH=${libraries}/lib:$LD_LIBRARY_PATH
              echo "Welcome: FastHTML and JupyterLab on ${system}"
              ${optionalString wantsCuda "echo 'With CUDA.'"}

              # From the bare interpreter: the venv sees none of the packages above.
              [ -d .venv ] || ${python.python.interpreter} -m venv .venv
              source .venv/bin/activate

              if python -c "import fasthtml" 2>/dev/null; then
                echo "python-fasthtml: already there."
              elif pip install python-fasthtml >/dev/null 2>&1; then
                echo "python-fasthtml: installed."
              else
                echo "python-fasthtml: could not be installed. Is there a network?"
              fi

              echo "Everything is ready."
              echo "Start JupyterLab with: jupyter lab"
              echo "Start the server with: python server.py"
            '';
          };
        });
    };
}
