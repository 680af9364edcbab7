# The options of a devshell, and the shell that they make.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;

  fault = import ../../lib/module_fault.nix;

  # Packages may be named as in a TOML file.
  package = types.coercedTo types.str
    (name:
      let path = lib.splitString "." name; in
      if lib.hasAttrByPath path pkgs then lib.getAttrFromPath path pkgs
      else fault "the package ${name}")
    types.package;

  maybe = type: mkOption { type = types.nullOr type; default = null; };
  text = mkOption { type = types.lines; default = ""; };
  packages = mkOption { type = types.listOf package; default = [ ]; };
  phases = mkOption {
    type = types.attrsOf (types.submodule {
      options.deps = mkOption { type = types.listOf types.str; default = [ ]; };
      options.text = text;
    });
    default = { };
  };

  variable = {
    name = mkOption { type = types.str; };
    value = maybe (types.oneOf [ types.str types.int types.bool types.path types.package ]);
    eval = maybe types.str;
    prefix = maybe types.str;
    unset = mkOption { type = types.bool; default = false; };
  };
  command = {
    name = maybe types.str;
    category = mkOption { type = types.str; default = "[general commands]"; };
    help = maybe types.str;
    command = maybe types.str;
    package = maybe package;
  };

  export = { name, value, eval, prefix, unset, ... }:
    if unset then "unset ${name}"
    else if eval != null then ''export ${name}="${eval}"''
    else if prefix != null then ''export ${name}="$PWD/${prefix}''${${name}:+:''${${name}}}"''
    else "export ${name}=${lib.escapeShellArg (toString value)}";

  programs = { name, command, package, ... }:
    lib.optional (package != null) package
    ++ lib.optional (command != null) (pkgs.writeShellScriptBin name command);
in
{
  options = {
    bash = { extra = text; interactive = text; };
    commands = mkOption {
      type = types.listOf (types.submodule { options = command; });
      default = [ ];
    };
    devshell = {
      inherit packages;
      interactive = phases;
      load_profiles = mkOption { type = types.bool; default = false; };
      meta = mkOption { type = types.attrsOf types.anything; default = { }; };
      motd = text;
      name = mkOption { type = types.str; default = "devshell"; };
      packagesFrom = packages;
      prj_root_fallback = mkOption { type = types.raw; default = null; };
      shell = mkOption { type = types.package; internal = true; };
      startup = phases;
    };
    env = mkOption {
      type = types.listOf (types.submodule { options = variable; });
      default = [ ];
    };
    inherit packages;
    motd = maybe types.str;
    name = maybe types.str;
    packagesFrom = packages;
    serviceGroups = mkOption { type = types.attrsOf types.anything; default = { }; };
  };

  config.devshell.shell = pkgs.mkShell {
    name = if config.name == null then config.devshell.name else config.name;
    packages = config.packages ++ config.devshell.packages ++ lib.concatMap programs config.commands;
    inputsFrom = config.packagesFrom ++ config.devshell.packagesFrom;
    inherit (config.devshell) meta;
    shellHook = lib.concatLines (map export config.env
      ++ map (phase: phase.text) (lib.attrValues config.devshell.startup)
      ++ [ config.bash.extra config.bash.interactive ]);
  };
}
