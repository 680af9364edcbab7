{
  description = "CUDA where there is hardware for it";

  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
    flake-utils.url = "github:numtide/flake-utils";
  };

  outputs = { nixpkgs, flake-utils, ... }:
    flake-utils.lib.eachDefaultSystem (system:
      let
        pkgs = import nixpkgs {
          inherit system;
          config.allowUnfree = true;
        };
        inherit (pkgs.lib) makeLibraryPath optionals optionalString;
        inherit (pkgs.stdenv) isLinux;

        common = with pkgs; [
          python311
          python311.pkgs.pip
          python311.pkgs.virtualenv
          figlet
          tmux
          zlib
          git
        ] ++ optionals isLinux [ gcc stdenv.cc.cc.lib ];

        prepare = pkgs.writeShellScriptBin "prepare" ''
          folder=$(basename "$PWD")
          name=$(echo "$folder" | awk '{ print toupper(substr($0, 1, 1)) tolower(substr($0, 2)) }')
          figlet "$name"
          echo "Welcome: $name on ${system}"
          echo
          echo "- Looking after pip packages."
          if pip install --quiet --upgrade pip &&
            pip install --quiet -r requirements.txt; then
            echo "- $(pip list --format=freeze | wc -l) pip packages are installed."
          else
            echo "Warning: the packages could not all be installed."
          fi
          if python -c "import numpy" 2>/dev/null; then
            echo "- numpy works."
          else
            echo "Error: numpy does not work."
          fi

          cat >.venv/bin/start <<EOF
          #!/bin/sh
          stop
          echo "Starting JupyterLab in tmux."
          tmux new-session -d -s jupyter 'source .venv/bin/activate && jupyter lab'
          echo "To see it: tmux attach -t jupyter"
          echo "To stop it: stop"
          EOF
          chmod +x .venv/bin/start

          cat >.venv/bin/stop <<EOF
          #!/bin/sh
          echo "Stopping tmux."
          tmux kill-server 2>/dev/null || echo "Nothing ran in tmux."
          echo "Everything has stopped."
          EOF
          chmod +x .venv/bin/stop
        '';

        # Seen while evaluating, and only if that is impure.
        hasDriver = builtins.pathExists "/usr/bin/nvidia-smi";

        # Known: the hook names it, so that every Linux fetches the toolkit.
        cuda = optionalString isLinux ''
          if command -v nvidia-smi >/dev/null; then
            echo "CUDA hardware: found."
            export CUDA_HOME=${pkgs.cudatoolkit}
            export PATH=$CUDA_HOME/bin:$PATH
            export LD_LIBRARY_PATH=$CUDA_HOME/lib64:$LD_LIBRARY_PATH
          else
            echo "CUDA hardware: none."
          fi
        '';

        shellHook = ''
          [ -d .venv ] || ${pkgs.python311}/bin/python -m venv .venv
          export VIRTUAL_ENV="$PWD/.venv"
          export PATH="$VIRTUAL_ENV/bin:$PATH"
          export PS1='$(printf "\033[01;34m(nix) \033[00m\033[01;32m[%s@%s:%s]$\033[00m " "\u" "\h" "\w")'
          export LD_LIBRARY_PATH=${makeLibraryPath common}:$LD_LIBRARY_PATH
          ${cuda}
          ${prepare}/bin/prepare
        '';
      in
      {
        devShell = pkgs.mkShell {
          inherit shellHook;
          packages = common ++ optionals (isLinux && hasDriver) [
            pkgs.cudatoolkit
            pkgs.cudnn
            pkgs.nccl
          ];
        };
      });
}
