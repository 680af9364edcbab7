# What flake-parts has in its lib.
{ lib }:
let
  inherit (lib) mkOption types;

  mkDeferredModuleType = module: types.deferredModuleWith { staticModules = [ module ]; };

  # An option of each system, declared by several modules.
  mkPerSystemOption = module: mkOption { type = mkDeferredModuleType module; };

  # Options within an option that holds a set.
  mkSubmoduleOptions = options: mkOption { type = types.submoduleWith { modules = [{ inherit options; }]; }; };

  evalFlakeModule = { inputs ? self.inputs, self ? inputs.self, specialArgs ? { }, moduleLocation ? "flake.nix" }: module:
    lib.evalModules {
      class = "flake";
      specialArgs = { inherit flake-parts-lib inputs moduleLocation self; } // specialArgs;
      modules = [ ./modules.nix (lib.setDefaultModuleLocation moduleLocation module) ];
    };

  flake-parts-lib = {
    inherit evalFlakeModule mkDeferredModuleType mkPerSystemOption mkSubmoduleOptions;
    inherit (lib) importApply;
    inherit (types) deferredModule deferredModuleWith;
    mkFlake = args: module: (evalFlakeModule args module).config.flake;
    mkPerSystemType = mkDeferredModuleType;
    mkDeferredModuleOption = mkPerSystemOption;
    mkTransposedPerSystemModule = { name, option, file }: {
      _file = file;
      options.flake = mkSubmoduleOptions {
        ${name} = mkOption {
          type = types.lazyAttrsOf option.type;
          default = { };
        };
      };
      options.perSystem = mkPerSystemOption {
        _file = file;
        options.${name} = option;
      };
      config.transposition.${name} = { };
    };
    importAndPublish = name: module: { lib, ... }: {
      imports = [ module ];
      flake.flakeModules.${name} = module;
    };
  };
in
flake-parts-lib
