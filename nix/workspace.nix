# What a workspace is made of on one system.
#
# machine: what local.nix says; packages: what the workspace adds, a function of
# the package set.
{ nixpkgs, system, machine, packages ? (_: [ ]) }:

let
  inherit (nixpkgs) lib;
  isLinux = lib.hasSuffix "-linux" system;
  hasCuda = machine.cudaSupport && isLinux;
  kit = import ./kit.nix;

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
    HEARTH_KIT = kit;
    HEARTH_LIBRARIES = lib.concatStringsSep ":" libraries;
    UV_PYTHON_DOWNLOADS = "never";
  };

  exports = lib.concatStringsSep "\n" (lib.mapAttrsToList
    (variable: value: "export ${variable}=${lib.escapeShellArg value}")
    variables);

  # A shell with a compiler, for packages that have no wheel. A shell that takes
  # this one in "inputsFrom" has the packages and the hook, and no variables:
  # so the hook exports them.
  shell = before: pkgs.mkShell (variables // {
    packages = tools ++ cuda ++ packages pkgs;
    shellHook = ''
      ${exports}
      ${before}
      source ${kit}/nix/hook.bash
    '';
  });

  hearth = pkgs.writeShellScriptBin "hearth" ''
    export PATH=${lib.makeBinPath tools}:$PATH
    ${exports}
    export HEARTH_LAUNCHER="''${HEARTH_LAUNCHER:-hearth}"
    exec ${kit}/bin/hearth "$@"
  '';

  app = name: {
    type = "app";
    program = "${pkgs.writeShellScriptBin name ''
      exec ${hearth}/bin/hearth ${name} "$@"
    ''}/bin/${name}";
  };
in
rec {
  devShells = {
    default = shell "";
    # For scripts: prints nothing that is no error.
    quiet = shell "HEARTH_QUIET=1";
  };

  packages = {
    inherit hearth;
    default = hearth;
  };

  apps = {
    default = {
      type = "app";
      program = "${hearth}/bin/hearth";
    };
    start = app "start";
    stop = app "stop";
  };

  checks = {
    inherit (devShells) default quiet;
    inherit hearth;
  };
}
