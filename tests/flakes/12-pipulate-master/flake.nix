{
  description = "Pipulate: JupyterLab and the server in the background";

  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-24.05";
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

        local = if builtins.pathExists ./local.nix then import ./local.nix else { };
        wantsCuda = local.cudaSupport or false;

        common = with pkgs; [
          python311
          python311.pkgs.pip
          python311.pkgs.virtualenv
          cmake
          ninja
          gcc
          git
          zlib
          stdenv.cc.cc.lib
          figlet
        ];

        prepare = pkgs.writeShellScriptBin "prepare" ''
          set -e
          export NIXPKGS_ALLOW_UNFREE=1
          export LD_LIBRARY_PATH=${makeLibraryPath common}:$LD_LIBRARY_PATH
          ${optionalString (isLinux && wantsCuda)
            "export LD_LIBRARY_PATH=${pkgs.stdenv.cc.cc.lib}/lib:$LD_LIBRARY_PATH"}

          figlet Pipulate
          echo "Welcome: Pipulate on ${system}"
          echo
          echo "- Looking after pip packages."
          ${optionalString (isLinux && wantsCuda) "echo '- With CUDA.'"}

          [ -d .venv ] || ${pkgs.python311.interpreter} -m venv .venv
          source .venv/bin/activate
          if pip install --quiet --upgrade pip &&
            pip install --quiet -r requirements.txt; then
            echo "- $(pip list --format=freeze | wc -l) pip packages are installed."
          else
            echo "Warning: the packages could not all be installed."
          fi

          echo "- Trying numpy."
          if python -c "import numpy" 2>/dev/null; then
            echo "- numpy works."
            echo
            echo "- Start JupyterLab and the server with: start"
            echo "- Stop both with: stop"
            echo "- To leave, type exit twice."
            echo
          else
            echo "Error: numpy does not work."
          fi

          # Known: if this fails, so does everything after it.
          answer=$(python ollama_check.py)
          echo "Ollama says: $answer"
          echo
          echo "More on this: https://pipulate.com"

          # Known: the variables in here are those of now, not of then.
          cat >.venv/bin/start <<EOF
          #!/bin/sh
          stop
          echo "Starting JupyterLab and the server."
          jupyter lab >jupyter.log 2>&1 &
          python server.py >server.log 2>&1 &
          echo "JupyterLab writes to jupyter.log"
          echo "The server writes to server.log"
          sleep 2
          if [[ "$OSTYPE" == linux-gnu* ]]; then
            xdg-open http://localhost:5001 >/dev/null 2>&1 &
          elif [[ "$OSTYPE" == darwin* ]]; then
            open http://localhost:5001 >/dev/null 2>&1 &
          else
            echo "Opening a browser is not supported here."
          fi
          EOF
          chmod +x .venv/bin/start

          cat >.venv/bin/stop <<EOF
          #!/bin/sh
          echo "Stopping JupyterLab, its kernels and the server."
          pkill -f jupyter-lab
          pkill -f ipykernel_launcher
          pkill -f "python server.py"
          sleep 2
          if pgrep -f jupyter-lab >/dev/null ||
            pgrep -f ipykernel_launcher >/dev/null ||
            pgrep -f "python server.py" >/dev/null; then
            echo "Some go on; ending them."
            pkill -9 -f jupyter-lab
            pkill -9 -f ipykernel_launcher
            pkill -9 -f "python server.py"
          fi
          echo "Everything has stopped."
          EOF
          chmod +x .venv/bin/stop

          export PROMPT_COMMAND=
          export PS1='$(printf "\033[01;34m(%s)\033[00m \033[01;32m[%s@%s:%s]$\033[00m " "$(basename "$VIRTUAL_ENV")" "\u" "\h" "\w")'
          exec bash --norc --noprofile
        '';

        # For who has left the shell inside.
        prompt = ''
          if [ -n "$ZSH_VERSION" ]; then
            setopt PROMPT_SUBST
            PS1="%F{blue}[nix-dev]%f %~ $ "
          else
            PS1='\[\033[1;34m\][nix-dev]\[\033[0m\] \w $ '
          fi
        '';
        shellHook = "${prepare}/bin/prepare\n${prompt}";

        linuxShell = pkgs.mkShell {
          inherit shellHook;
          packages = common
            ++ [ pkgs.pythonManylinuxPackages.manylinux2014Package pkgs.stdenv.cc.cc.lib ]
            ++ optionals (wantsCuda && system == "x86_64-linux") [
            pkgs.cudatoolkit
            pkgs.cudnn
            (pkgs.ollama.override { acceleration = "cuda"; })
          ];
        };
        macShell = pkgs.mkShell {
          inherit shellHook;
          packages = common;
        };
      in
      {
        devShell = if isLinux then linuxShell else macShell;
      });
}
