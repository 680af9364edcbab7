# The options of git-hooks.nix, and the check that they make.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;

  packageOf = import ../package_of.nix {
    inherit pkgs;
    kind = "hook";
    names = {
      clang-format = "clang-tools";
      gofmt = "go";
      govet = "go";
      ruff-format = "ruff";
      terraform-format = "opentofu";
    };
  };

  # A hook with a command of its own needs no package.
  hook = { name, config, ... }: {
    freeformType = types.lazyAttrsOf types.anything;
    options = {
      enable = mkOption { type = types.bool; default = false; };
      entry = mkOption { type = types.nullOr types.str; default = null; };
      package = mkOption {
        type = types.nullOr types.package;
        default = if config.entry != null then null else packageOf name;
      };
    };
  };

  enabled = lib.filter (one: one.enable) (lib.attrValues config.hooks);
  packages = lib.filter (package: package != null) (map (one: one.package) enabled);
  # What hooks run is part of what a shell depends on.
  script = lib.concatMapStrings (one: "# ${toString one.package} ${toString one.entry}\n") enabled;
in
{
  freeformType = types.lazyAttrsOf types.anything;

  options = {
    enabledPackages = mkOption { type = types.raw; default = packages; };
    hooks = mkOption { type = types.lazyAttrsOf (types.submodule hook); default = { }; };
    installationScript = mkOption { type = types.str; default = script; };
    package = mkOption { type = types.package; default = pkgs.pre-commit; };
    run = mkOption { type = types.raw; internal = true; };
    src = mkOption { type = types.raw; };
  };

  config.run = pkgs.runCommand "pre-commit-run" { inherit script; } "touch $out" // {
    inherit config;
    enabledPackages = packages;
    shellHook = config.installationScript;
  };
}
