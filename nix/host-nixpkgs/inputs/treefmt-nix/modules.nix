# The options of treefmt-nix, and what they make.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;

  packageOf = import ../package_of.nix {
    inherit pkgs;
    kind = "formatter";
    names = {
      clang-format = "clang-tools";
      gofmt = "go";
      ruff-check = "ruff";
      ruff-format = "ruff";
    };
  };

  program = { name, ... }: {
    freeformType = types.lazyAttrsOf types.anything;
    options = {
      enable = mkOption { type = types.bool; default = false; };
      package = mkOption { type = types.package; default = packageOf name; };
    };
  };

  built = mkOption { type = types.raw; internal = true; };
  enabled = lib.filterAttrs (_: one: one.enable) config.programs;
  commands = lib.mapAttrsToList (_: one: toString one.command or "") (config.settings.formatter or { });
  settings = pkgs.writeText "treefmt.toml" (lib.concatLines (
    commands ++ lib.mapAttrsToList (_: package: toString package) config.build.programs
  ));
in
{
  options = {
    build = {
      check = built;
      configFile = built;
      devShell = built;
      programs = built;
      wrapper = built;
    };
    enableDefaultExcludes = mkOption { type = types.bool; default = true; };
    package = mkOption { type = types.package; default = packageOf "treefmt"; };
    programs = mkOption { type = types.lazyAttrsOf (types.submodule program); default = { }; };
    projectRootFile = mkOption { type = types.str; default = "flake.nix"; };
    settings = mkOption { type = types.anything; default = { }; };
  };

  config.build = {
    check = _: pkgs.runCommand "treefmt-check" { } "touch $out";
    configFile = settings;
    devShell = pkgs.mkShell {
      packages = [ config.build.wrapper ] ++ lib.attrValues config.build.programs;
    };
    programs = lib.mapAttrs (_: one: one.package) enabled;
    wrapper = pkgs.writeShellScriptBin "treefmt" ''
      exec ${config.package}/bin/treefmt --config-file ${settings} "$@"
    '';
  };
}
