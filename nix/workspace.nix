# What the workspace is made of on one system.
{ nixpkgs, system, machine }:

let
  inherit (nixpkgs) lib;
  isLinux = lib.hasSuffix "-linux" system;
  hasCuda = machine.cudaSupport && isLinux;

  # CUDA is the only thing here that is not free.
  pkgs = import nixpkgs {
    inherit system;
    config.allowUnfree = hasCuda;
  };

  tools = [ pkgs.deno pkgs.uv pkgs.python3 pkgs.git pkgs.tmux pkgs.figlet ];

  cuda = lib.optionals hasCuda [
    pkgs.cudaPackages.cudatoolkit
    pkgs.cudaPackages.cudnn
    (pkgs.ollama.override { acceleration = "cuda"; })
  ];

  # Wheels are built for machines that keep these where every program looks.
  # Setup has the Python of .venv load them, and no other program.
  libraries = lib.optionals isLinux [
    "${pkgs.stdenv.cc.cc.lib}/lib/libstdc++.so.6"
    "${pkgs.zlib}/lib/libz.so.1"
  ] ++ lib.optionals hasCuda [
    # The driver's own, on NixOS and on WSL.
    "/run/opengl-driver/lib/libcuda.so.1"
    "/usr/lib/wsl/lib/libcuda.so.1"
  ];

  variables = {
    HEARTH_LIBRARIES = lib.concatStringsSep ":" libraries;
    UV_PYTHON_DOWNLOADS = "never";
  };

  # A shell with a compiler, for packages that have no wheel.
  shell = before: pkgs.mkShell (variables // {
    packages = tools ++ cuda;
    shellHook = ''
      ${before}
      source ${./hook.bash}
    '';
  });

  app = name: {
    type = "app";
    program = "${pkgs.writeShellScriptBin name ''
      export PATH=${lib.makeBinPath tools}:$PATH
      ${lib.concatStringsSep "\n" (lib.mapAttrsToList
        (variable: value: "export ${variable}=${lib.escapeShellArg value}") variables)}
      source ${./app.bash} ${name} "$@"
    ''}/bin/${name}";
  };
in
rec {
  devShells = {
    default = shell "";
    # For scripts: prints nothing that is no error.
    quiet = shell "HEARTH_QUIET=1";
  };

  apps = {
    start = app "start";
    stop = app "stop";
  };

  checks = {
    inherit (devShells) default quiet;
    scripts = pkgs.runCommand "scripts" { nativeBuildInputs = [ pkgs.shellcheck ]; } ''
      mkdir -p lib/shell/completions
      ln -s ${./.} nix
      ln -s ${../lib/shell/completions/hearth.bash} lib/shell/completions/hearth.bash
      shellcheck -x nix/*.bash lib/shell/completions/hearth.bash
      touch $out
    '';
  } // import ./revisions.nix { inherit nixpkgs pkgs system; };
}
