# The package set, seen as settings.json describes.
settings:
{ system ? localSystem.system
, localSystem ? { system = builtins.currentSystem; }
, config ? { }
, overlays ? [ ]
, ...
}:

let
  lib = import ./lib;

  asked = if builtins.isFunction config then config { inherit pkgs; } else config;

  context = {
    inherit lib settings;
    tables = import ./tables.nix;
    config = import ./config.nix { inherit lib; config = asked; };
    platform = lib.systems.elaborate system;
    assume = import ./assume.nix { inherit lib settings system context; };
    package = import ./package.nix context;
    packages = pkgs;
  };

  base = final:
    let
      call = file: import file (context // { packages = final; });
      known = call ./pkgs/builders.nix
        // call ./pkgs/fetchers.nix
        // call ./pkgs/stdenv.nix
        // call ./pkgs/programs.nix
        // call ./pkgs/languages.nix
        // call ./pkgs/python.nix
        // call ./pkgs/cuda.nix
        // call ./pkgs/sets.nix;
    in
    context.assume.names "" // call ./removed.nix // known // {
      inherit lib overlays system;
      inherit (context) config;
      pkgs = final;
      path = ./.;
      callPackage = lib.callPackageWith final;
      callPackages = lib.callPackageWith final;
      newScope = extra: lib.callPackageWith (final // extra);
      extend = overlay: build (overlays ++ [ overlay ]);
      appendOverlays = more: build (overlays ++ more);
      buildPackages = final;
      pkgsBuildBuild = final;
      targetPackages = final;
      hostPlatform = context.platform;
      buildPlatform = context.platform;
      targetPlatform = context.platform;
    };

  build = layers:
    lib.fix (lib.foldl' (below: overlay: lib.extends overlay below) base layers);

  pkgs = build overlays;
in
pkgs
